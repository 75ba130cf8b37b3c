/**
 * Whether a formal test may begin: the instrument that is open is known and in date, it was tried today, and whoever
 * tests is qualified.
 *
 * @module
 */
import { instrumentInDate, staffQualified, validSelfTest, type Moment } from './in-date.ts';
import type { Instrument, LaboratoryState } from './laboratory.ts';
import type { LaboratorySettings } from './laboratory-settings.ts';

/** What is open on the workstation. */
export interface OpenInstrument {
	/** Id of the device profile. */
	readonly profile: string;
	/** What the port tells; null = nothing. */
	readonly serialNumber: string | null;
	readonly port: string;
}

/** Why a formal test may not begin, in the order they are told. */
export const START_OBSTACLES = [
	'instrument-unknown',
	'calibration-expired',
	'self-test-missing',
	'not-qualified'
] as const;
/** One reason. */
export type StartObstacle = (typeof START_OBSTACLES)[number];

/** How ready the laboratory is for a test with what is open now. */
export interface Readiness {
	/** null = none of the registered ones. */
	readonly instrument: Instrument | null;
	/** Those it may be: more than one where the port does not tell and no self-test has bound them yet. */
	readonly candidates: readonly Instrument[];
	readonly obstacles: readonly StartObstacle[];
}

/**
 * The registered instrument that is open: by its serial number; where the port tells none, the only one of its
 * profile, else the one that was last tried at this port.
 */
export function openInstrument(
	{ instruments }: Pick<LaboratoryState, 'instruments'>,
	{ profile, serialNumber, port }: OpenInstrument
): Pick<Readiness, 'instrument' | 'candidates'> {
	const candidates = instruments.filter((one) => one.profile === profile && one.withdrawn === null);
	const told = candidates.find((one) => one.virtual || one.serialNumber === serialNumber);
	if (told !== undefined) return { instrument: told, candidates: [told] };
	if (candidates.length === 1) return { instrument: candidates[0] ?? null, candidates };
	const tried = candidates
		.flatMap((one) => {
			const last = one.selfTests.findLast((test) => test.port === port);
			return last === undefined ? [] : [{ one, at: last.at }];
		})
		.sort((a, b) => b.at.localeCompare(a.at));
	return { instrument: tried[0]?.one ?? null, candidates };
}

/**
 * Whether somebody may begin a formal test with what is open.
 *
 * The virtual instrument has nothing to calibrate or to try, and its tests are demonstrations that need no
 * qualification: it only has to be registered, as virtual.
 */
export function readiness(
	state: LaboratoryState,
	settings: LaboratorySettings,
	{ open, tester }: { readonly open: OpenInstrument; readonly tester: string },
	moment: Moment
): Readiness {
	const { instrument, candidates } = openInstrument(state, open);
	if (instrument?.virtual === true) return { instrument, candidates, obstacles: [] };
	const stands: Readonly<Record<StartObstacle, boolean>> = {
		'instrument-unknown': candidates.length === 0,
		'calibration-expired': instrument !== null && instrumentInDate(instrument, moment) !== true,
		'self-test-missing':
			candidates.length > 0 &&
			(instrument === null || validSelfTest(instrument, settings, moment) === null),
		'not-qualified': staffQualified(state, settings, tester, moment) === false
	};
	return { instrument, candidates, obstacles: START_OBSTACLES.filter((one) => stands[one]) };
}

/** Whether an instrument is in date and a tester qualified, for rules that ask; null = not known or not asked for. */
export interface LaboratoryFacts {
	readonly 'instrument.in_date': boolean | null;
	readonly 'staff.qualified': boolean | null;
}

/** The facts about what is open now; an instrument nobody registered is not in date. */
export function laboratoryFacts(
	state: LaboratoryState,
	settings: LaboratorySettings,
	{ open, tester }: { readonly open: OpenInstrument | null; readonly tester: string },
	moment: Moment
): LaboratoryFacts {
	const instrument = open === null ? null : openInstrument(state, open).instrument;
	return {
		'instrument.in_date':
			open === null ? null : instrument === null ? false : instrumentInDate(instrument, moment),
		'staff.qualified': staffQualified(state, settings, tester, moment)
	};
}
