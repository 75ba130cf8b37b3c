/**
 * What a laboratory has: rooms, instruments, qualified people, consumables, reviews and findings. Shape only; folded by
 * laboratory-state.ts.
 *
 * @module
 */
import type { LaboratoryData } from './laboratory-event.ts';

/** Who wrote something, and when (ISO 8601 UTC). */
export interface Written {
	readonly by: string;
	readonly at: string;
}

/** A room of the laboratory. */
export interface Room extends LaboratoryData<'room-registered'> {
	/** Why it is no longer used; null = it is. */
	readonly closed: string | null;
}

/** A self-test as it was measured. */
export type SelfTest = Omit<LaboratoryData<'self-test-recorded'>, 'instrumentId'> & Written;
/** A calibration as it was certified. */
export type Calibration = Omit<LaboratoryData<'calibration-recorded'>, 'instrumentId' | 'by'> &
	Written & {
		/** Who calibrated. */
		readonly calibratedBy: string;
	};

/** An instrument with what was done to it, oldest first. */
export interface Instrument extends LaboratoryData<'instrument-registered'> {
	readonly calibrations: readonly Calibration[];
	readonly selfTests: readonly SelfTest[];
	/** Why it is no longer used; null = it is. */
	readonly withdrawn: string | null;
}

/** What somebody is qualified for; the last one of an account and kind counts. */
export interface Qualification extends LaboratoryData<'qualification-recorded'> {
	/** Why it was taken back; null = it stands. */
	readonly revoked: string | null;
}

/** Something that is used up. */
export interface Consumable extends LaboratoryData<'consumable-registered'> {
	/** What is there now. */
	readonly count: number;
	readonly lot: string;
	readonly expires: string | null;
	readonly countedAt: string | null;
}

/** A review of a finished test. */
export interface Review {
	readonly reviewId: string;
	readonly drawId: string;
	readonly kind: LaboratoryData<'review-sampled'>['kind'];
	readonly sessionId: string;
	readonly reviewer: string | null;
	/** Last day, YYYY-MM-DD. */
	readonly due: string;
	readonly sampledAt: string;
	readonly result:
		(Written & Pick<LaboratoryData<'review-recorded'>, 'answers' | 'summary'>) | null;
}

/** One line of the ledger of findings (问题台账). */
export interface Finding extends LaboratoryData<'finding-raised'> {
	readonly raised: Written;
	readonly answers: readonly (Written & { readonly text: string })[];
	/** null = open. */
	readonly closed: (Written & { readonly evidence: string }) | null;
	/** Why it was opened again, each time. */
	readonly reopened: readonly (Written & { readonly reason: string })[];
}

/** A draw of tests to review. */
export type Draw = LaboratoryData<'review-sampled'> & Written;

/** Everything known about a laboratory. */
export interface LaboratoryState {
	readonly logId: string;
	/** Number of events folded in. */
	readonly seq: number;
	readonly lastHash: string;
	readonly rooms: readonly Room[];
	readonly instruments: readonly Instrument[];
	readonly qualifications: readonly Qualification[];
	readonly consumables: readonly Consumable[];
	readonly draws: readonly Draw[];
	readonly reviews: readonly Review[];
	readonly findings: readonly Finding[];
}
