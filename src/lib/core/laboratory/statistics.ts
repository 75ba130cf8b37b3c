/**
 * What a supervisor needs to know of the work of the laboratory. Counts of tests and of things, over the whole
 * laboratory: no figure is by person, so that nobody can be ranked by outcomes.
 *
 * @module
 */
import { stepIds, type StepId } from '../session/payloads-conclusion.ts';
import {
	calibratedUntil,
	endOfDayMs,
	instrumentInDate,
	standingOf,
	type Moment
} from './in-date.ts';
import type { LaboratoryState } from './laboratory.ts';
import type { LaboratorySettings } from './laboratory-settings.ts';
import type { SessionSummary } from './session-summary.ts';

/** A distribution in few words. */
export interface Spread {
	readonly count: number;
	readonly median: number | null;
	readonly quarter: number | null;
	readonly threeQuarters: number | null;
}

/** Bounds of the bins of second-score agreement (weighted kappa). @source Landis & Koch 1977 */
export const KAPPA_BINS = [-1, 0, 0.2, 0.4, 0.6, 0.8, 1] as const;
/** With fewer tests a share is not shown: it would speak of single cases. lab decision 2026-11. */
export const LEAST_FOR_SHARE = 5;

/** Figures of the laboratory. */
export interface LaboratoryStatistics {
	/** Tests that go on, by the step that is open. */
	readonly openByStep: Readonly<Record<StepId, number>>;
	readonly ended: Readonly<Record<'sealed' | 'abandoned' | 'withdrawn', number>>;
	readonly withdrew: number;
	/** Hours each step took. */
	readonly stepHours: Readonly<Record<StepId, Spread>>;
	/** By technique: tests with a conclusion, and the share of inconclusive ones (null = too few to tell). */
	readonly techniques: readonly {
		readonly technique: string;
		readonly concluded: number;
		readonly inconclusiveShare: number | null;
	}[];
	/** Tests by weighted kappa of their first two sheets; one count for each bin. */
	readonly agreement: readonly {
		readonly from: number;
		readonly to: number;
		readonly count: number;
	}[];
	readonly exclusionShare: number | null;
	readonly overrides: number;
	readonly reviews: { readonly waiting: number; readonly overdue: number; readonly done: number };
	readonly findings: { readonly open: number; readonly overdue: number; readonly closed: number };
	readonly instruments: {
		readonly inUse: number;
		readonly inDate: number;
		readonly due: number;
		readonly expired: number;
		/** Self-tests of the last 30 days, and how many passed. */
		readonly selfTests: number;
		readonly selfTestsPassed: number;
	};
}

/** Figures of all tests and of the laboratory's log. Demonstrations are left out unless nothing else is there. */
export function laboratoryStatistics(
	summaries: readonly SessionSummary[],
	state: LaboratoryState,
	settings: LaboratorySettings,
	moment: Moment
): LaboratoryStatistics {
	const real = summaries.filter(({ demonstration }) => !demonstration);
	const tests = real.length > 0 ? real : summaries;
	const sum = (of: (one: SessionSummary) => number): number =>
		tests.reduce((total, one) => total + of(one), 0);
	const presentations = sum((one) => one.presentations);
	const endedAs = (how: SessionSummary['ended']): number =>
		tests.filter(({ ended }) => ended === how).length;
	const byStep = <T>(value: (step: StepId) => T): Record<StepId, T> =>
		Object.fromEntries(stepIds.map((step) => [step, value(step)])) as Record<StepId, T>;
	return {
		openByStep: byStep(
			(step) => tests.filter(({ openStep, ended }) => ended === null && openStep === step).length
		),
		ended: {
			...{ sealed: endedAs('sealed'), abandoned: endedAs('abandoned') },
			withdrawn: endedAs('withdrawn')
		},
		withdrew: tests.filter(({ withdrew }) => withdrew).length,
		stepHours: byStep((step) => spreadOf(tests.flatMap((one) => one.stepHours[step] ?? []))),
		techniques: techniquesOf(tests),
		agreement: agreementOf(tests),
		exclusionShare: presentations === 0 ? null : sum((one) => one.exclusions) / presentations,
		overrides: sum((one) => one.overrides),
		...qualityOf(state, moment),
		instruments: instrumentsOf(state, settings, moment)
	};
}

/** Median and quartiles by linear interpolation (type 7 of Hyndman & Fan 1996). */
export function spreadOf(values: readonly number[]): Spread {
	const sorted = values.toSorted((a, b) => a - b);
	const at = (share: number): number | null => {
		const place = share * (sorted.length - 1);
		const below = sorted[Math.floor(place)];
		const above = sorted[Math.ceil(place)];
		if (below === undefined || above === undefined) return null;
		return below + (place - Math.floor(place)) * (above - below);
	};
	return { count: sorted.length, median: at(0.5), quarter: at(0.25), threeQuarters: at(0.75) };
}

function techniquesOf(tests: readonly SessionSummary[]): LaboratoryStatistics['techniques'] {
	const names = [...new Set(tests.map(({ technique }) => technique))].toSorted();
	return names.map((technique) => {
		const concluded = tests.filter(
			(one) => one.technique === technique && one.inconclusive !== null
		);
		const open = concluded.filter(({ inconclusive }) => inconclusive === true).length;
		const isTold = concluded.length >= LEAST_FOR_SHARE;
		return {
			...{ technique, concluded: concluded.length },
			inconclusiveShare: isTold ? open / concluded.length : null
		};
	});
}

function agreementOf(tests: readonly SessionSummary[]): LaboratoryStatistics['agreement'] {
	const kappas = tests.flatMap(({ kappa }) => kappa ?? []);
	return KAPPA_BINS.slice(1).map((to, index) => {
		const from = KAPPA_BINS[index] ?? -1;
		const isLast = to === 1;
		const count = kappas.filter((one) => one >= from && (isLast ? one <= to : one < to)).length;
		return { from, to, count };
	});
}

function qualityOf(
	{ reviews, findings }: LaboratoryState,
	{ nowMs, offsetMinutes }: Moment
): Pick<LaboratoryStatistics, 'reviews' | 'findings'> {
	const isLate = ({ due }: { readonly due: string }): boolean =>
		nowMs >= endOfDayMs(due, offsetMinutes);
	const waiting = reviews.filter(({ result }) => result === null);
	const open = findings.filter(({ closed }) => closed === null);
	return {
		reviews: {
			...{ waiting: waiting.length, overdue: waiting.filter(isLate).length },
			done: reviews.length - waiting.length
		},
		findings: {
			...{ open: open.length, overdue: open.filter(isLate).length },
			closed: findings.length - open.length
		}
	};
}

const MONTH_MS = 30 * 86_400_000;

function instrumentsOf(
	{ instruments }: LaboratoryState,
	{ instrument: { warnDays } }: LaboratorySettings,
	moment: Moment
): LaboratoryStatistics['instruments'] {
	const used = instruments.filter((one) => one.withdrawn === null && !one.virtual);
	const due = used.filter(
		(one) => standingOf(calibratedUntil(one), warnDays, moment) === 'due'
	).length;
	const inDate = used.filter((one) => instrumentInDate(one, moment) === true).length;
	const tests = used
		.flatMap(({ selfTests }) => selfTests)
		.filter(({ at }) => moment.nowMs - Date.parse(at) <= MONTH_MS);
	return {
		...{ inUse: used.length, inDate, due, expired: used.length - inDate },
		selfTests: tests.length,
		selfTestsPassed: tests.filter(({ passed }) => passed).length
	};
}
