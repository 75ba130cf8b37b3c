/**
 * The contamination graph: how a fact may have come to a person, and from when on (§4.5).
 *
 * Nodes are subjects and interviewers. A recorded exposure brings a fact in; contact between subjects, and an
 * interviewer who hears one subject and then meets another, carry it on.
 *
 * @module
 */
import type { BoardSettings } from './board-settings.ts';
import type { BoardState, ExposureChannel } from './fact.ts';

/** An interviewer and a subject sat together. */
export interface Meeting {
	readonly interviewer: string;
	readonly subject: string;
	/** ISO 8601 UTC. */
	readonly from: string;
	/** null = not over yet. */
	readonly until: string | null;
}

/** One step of a path. */
export interface Hop {
	readonly from: string;
	readonly to: string;
	readonly by: ExposureChannel | 'contact' | 'interview';
	/** [ms since 1970]; −∞ = at an unknown time. */
	readonly atMs: number;
}

/** A way a fact may have reached a person. */
export interface Taint {
	/** [ms since 1970] earliest; −∞ = at an unknown time. */
	readonly atMs: number;
	readonly path: readonly Hop[];
}

/** How independent a version is, by what is known of ways to it. */
export type Independence = 'independent' | 'possibly-exposed' | 'exposed';

/** What the graph is made of. */
export type ContaminationInput = Pick<BoardState, 'exposures' | 'contacts' | 'coded'>;

const msOf = (at: string | null): number => (at === null ? -Infinity : Date.parse(at));

interface Edge extends Hop {
	/** Last moment at which the edge carries something [ms since 1970]. */
	readonly untilMs: number;
}

/** Nodes of subjects and interviewers are told apart also when they are called alike. */
const node = (kind: 'subject' | 'interviewer', person: string): string => `${kind}:${person}`;

function edgesOf(
	{ contacts, coded }: ContaminationInput,
	meetings: readonly Meeting[],
	factId: string
): Edge[] {
	const between = contacts.flatMap(({ subjects: [a, b], from, minutes }): Edge[] => {
		const atMs = msOf(from);
		const times = { by: 'contact' as const, atMs, untilMs: atMs + 60_000 * minutes };
		const [one, other] = [node('subject', a), node('subject', b)];
		return [
			{ from: one, to: other, ...times },
			{ from: other, to: one, ...times }
		];
	});
	const met = meetings.flatMap(({ interviewer, subject, from: begun, until }): Edge[] => {
		const [atMs, endMs] = [msOf(begun), until === null ? Infinity : msOf(until)];
		const told = coded.filter(
			(one) =>
				one.subject === subject && one.factId === factId && (one.code === 'A' || one.code === 'P')
		);
		const [i, s] = [node('interviewer', interviewer), node('subject', subject)];
		return [
			{ from: i, to: s, by: 'interview', atMs, untilMs: endMs },
			// an interviewer knows what was said to them from when it was said
			...told
				.filter(({ saidAt }) => msOf(saidAt) >= atMs && msOf(saidAt) <= endMs)
				.map(({ saidAt }): Edge => {
					return { from: s, to: i, by: 'interview', atMs: msOf(saidAt), untilMs: Infinity };
				})
		];
	});
	return [...between, ...met];
}

/** Everybody who may have brought the fact: those it was shown to, and those who told it themselves. */
function sources(
	{ exposures, coded }: ContaminationInput,
	factId: string,
	target: string
): Map<string, Taint> {
	const first = new Map<string, Taint>();
	const add = (to: string, hop: Hop): void => {
		const before = first.get(to);
		if (before === undefined || hop.atMs < before.atMs)
			first.set(to, { atMs: hop.atMs, path: [hop] });
	};
	for (const one of exposures)
		if (one.factId === factId)
			add(node(one.kind, one.person), {
				...{ from: one.channel, to: node(one.kind, one.person), by: one.channel },
				atMs: msOf(one.at)
			});
	for (const { subject, factId: about, code } of coded) {
		const to = node('subject', subject);
		// what somebody tells from their own knowledge they had before anybody asked
		if (about === factId && (code === 'A' || code === 'P') && to !== target)
			first.set(to, { atMs: -Infinity, path: [] });
	}
	return first;
}

/**
 * The earliest way a fact may have reached a subject before a moment; null = none is known.
 *
 * What the subject knows of their own does not come back to them as taint.
 *
 * @param beforeMs ms since 1970; ways at exactly this moment do not count
 */
export function tainted(
	input: ContaminationInput,
	meetings: readonly Meeting[],
	{
		subject,
		factId,
		beforeMs
	}: { readonly subject: string; readonly factId: string; readonly beforeMs: number }
): Taint | null {
	const target = node('subject', subject);
	const reached = sources(input, factId, target);
	const edges = edgesOf(input, meetings, factId).filter(({ from }) => from !== target);
	for (let changed = true; changed;) {
		changed = false;
		for (const edge of edges) {
			const source = reached.get(edge.from);
			if (source === undefined) continue;
			const atMs = Math.max(source.atMs, edge.atMs);
			if (atMs > edge.untilMs || atMs >= (reached.get(edge.to)?.atMs ?? Infinity)) continue;
			const { untilMs: _, ...hop } = edge;
			reached.set(edge.to, { atMs, path: [...source.path, { ...hop, atMs }] });
			changed = true;
		}
	}
	const found = reached.get(target);
	return found !== undefined && found.atMs < beforeMs ? found : null;
}

/**
 * What may be said of the independence of a version: exposed by a strong dated way, possibly exposed by any other.
 */
export function independenceOf(
	input: ContaminationInput,
	meetings: readonly Meeting[],
	asked: { readonly subject: string; readonly factId: string; readonly beforeMs: number },
	{ channels, exposedFrom }: Pick<BoardSettings, 'channels' | 'exposedFrom'>
): { readonly independence: Independence; readonly taint: Taint | null } {
	const taint = tainted(input, meetings, asked);
	if (taint === null) return { independence: 'independent', taint };
	const isExposed = input.exposures.some(
		({ factId, kind, person, channel, strength, at }) =>
			factId === asked.factId &&
			kind === 'subject' &&
			person === asked.subject &&
			at !== null &&
			msOf(at) < asked.beforeMs &&
			channels[channel].value * strength >= exposedFrom.value
	);
	return { independence: isExposed ? 'exposed' : 'possibly-exposed', taint };
}

/** Whether a subject could talk with any other of the case before a moment. */
export function hadContact(
	{ contacts }: Pick<BoardState, 'contacts'>,
	subject: string,
	beforeMs: number
): boolean {
	return contacts.some(
		({ subjects, from, minutes }) =>
			minutes > 0 && subjects.includes(subject) && msOf(from) < beforeMs
	);
}
