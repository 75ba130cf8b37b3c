/**
 * How an interview was held, in figures: what its own log says, and what was counted by hand where the log says
 * nothing. No figure says how soon or whether somebody admitted anything.
 *
 * @module
 */
import type { InterviewData } from './interview-event.ts';

/** One figure, with what it rests on. */
export interface Figure {
	/** Shares are 0…1; null = nothing to tell it from. */
	readonly value: number | null;
	/** `rated`: raters' forms; `log`: other events; `typed`: counted by hand; `none`: nothing. */
	readonly basis: 'rated' | 'log' | 'typed' | 'none';
	/** Forms, topics, details or questions it rests on. */
	readonly n: number;
}

/** Figures of an interview. */
export interface InterviewFigures {
	/** Open questions among all of the interviewers, 0…1. */
	readonly openQuestions: Figure;
	/** What the person said among all that was said, 0…1. */
	readonly intervieweeTalk: Figure;
	/** Leading, forced-choice and multiple questions: in ten minutes when rated, in all when typed. */
	readonly leading: Figure;
	/** Topics whose first account was told freely, 0…1. */
	readonly freeFirst: Figure;
	/** Details that can be checked and of which the person had not been told. */
	readonly newDetails: Figure;
	/** Details that proved true. */
	readonly corroborated: Figure;
	/** Other explanations asked about and followed up. */
	readonly defences: Figure;
	readonly complaints: Figure;
}

/** What figures are computed from. */
export interface FigureSources {
	readonly slices: readonly Pick<InterviewData<'slice-rated'>, 'slice' | 'interviewer'>[];
	readonly statements: readonly Pick<
		InterviewData<'statement-recorded'>,
		'topic' | 'freeNarrative'
	>[];
	readonly details: readonly {
		readonly novelty: InterviewData<'detail-recorded'>['novelty'];
		readonly outcome: 'true' | 'false' | 'open' | null;
	}[];
}

/** What is typed in an evaluation. */
export type TypedFigures = Pick<
	InterviewData<'interview-evaluated'>,
	'questions' | 'talk' | 'leading' | 'defences' | 'complaints'
>;

const none: Figure = { value: null, basis: 'none', n: 0 };
const typed = (value: number, n: number): Figure => ({ value, basis: 'typed', n });

/**
 * A share somebody wrote in a form: `0.6`, `60 %` or `12/20`.
 *
 * @returns 0…1, null when it is no share
 */
export function shareOf(text: string): number | null {
	const found = /^(\d+(?:[.,]\d+)?)\s*(?:(%|％)|[/／]\s*(\d+))?$/.exec(text.trim());
	if (found === null) return null;
	const [, first = '', percent, all] = found;
	const number = Number(first.replace(',', '.'));
	const share = percent !== undefined ? number / 100 : number / Number(all ?? 1);
	return share >= 0 && share <= 1 ? share : null;
}

/**
 * A count somebody wrote in a form.
 *
 * @returns null when it is no number
 */
export function countOf(text: string): number | null {
	const written = text.trim();
	return /^\d+([.]\d+)?$/.test(written) ? Number(written) : null;
}

/**
 * The figures of an interview.
 *
 * @param counted what somebody typed; null = nothing. What raters rated goes before it
 */
export function interviewFigures(
	sources: FigureSources,
	counted: TypedFigures | null
): InterviewFigures {
	const { slices, details } = sources;
	const { questions = null, talk = null, leading = null } = counted ?? {};
	return {
		openQuestions:
			rated(slices, 'I1', shareOf) ?? shareTyped(questions?.open ?? 0, questions?.all ?? 0),
		intervieweeTalk:
			rated(slices, 'I2', shareOf) ?? shareTyped(talk?.interviewee ?? 0, talk?.all ?? 0),
		leading: rated(slices, 'I3', countOf) ?? (leading === null ? none : typed(leading, 1)),
		freeFirst: freeFirstOf(sources.statements),
		newDetails: newDetailsOf(sources),
		corroborated:
			details.length === 0
				? none
				: {
						...{ basis: 'log', n: details.length },
						value: details.filter(({ outcome }) => outcome === 'true').length
					},
		defences: counted === null ? none : typed(counted.defences.followedUp, counted.defences.raised),
		complaints: counted === null ? none : typed(counted.complaints, 1)
	};
}

function shareTyped(part: number, all: number): Figure {
	return all === 0 ? none : typed(part / all, all);
}

/**
 * Mean of what raters wrote for an item: first over the raters of a slice, then over the slices, so that a slice two
 * people rated does not count twice.
 */
function rated(
	slices: FigureSources['slices'],
	item: string,
	read: (text: string) => number | null
): Figure | null {
	const bySlice = new Map<number, number[]>();
	for (const { slice, interviewer } of slices)
		for (const one of interviewer) {
			const value = one.item === item ? read(one.value) : null;
			if (value !== null) bySlice.set(slice, [...(bySlice.get(slice) ?? []), value]);
		}
	if (bySlice.size === 0) return null;
	const forms = [...bySlice.values()];
	return {
		value: mean(forms.map(mean)),
		basis: 'rated',
		n: forms.reduce((sum, own) => sum + own.length, 0)
	};
}

const mean = (values: readonly number[]): number =>
	values.reduce((sum, value) => sum + value, 0) / values.length;

function freeFirstOf(statements: FigureSources['statements']): Figure {
	const first = new Map<string, boolean>();
	for (const { topic, freeNarrative } of statements)
		if (!first.has(topic)) first.set(topic, freeNarrative);
	if (first.size === 0) return none;
	const free = [...first.values()].filter((isFree) => isFree).length;
	return { value: free / first.size, basis: 'log', n: first.size };
}

function newDetailsOf({ details }: FigureSources): Figure {
	if (details.length === 0) return none;
	const value = details.filter(({ novelty }) => novelty === 'new').length;
	return { value, basis: 'log', n: details.length };
}
