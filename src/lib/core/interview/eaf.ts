/**
 * Marks as a file of ELAN (.eaf), the open format in which experts outside the laboratory annotate recordings: a tier
 * for each coder and item, times in milliseconds of the recording. The recording itself is named, never contained.
 *
 * @module
 * @source EAF 3.0, https://www.mpi.nl/tools/elan/EAFv3.0.xsd (Max Planck Institute for Psycholinguistics)
 */
import type { Mark, NamedRecording } from './coding.ts';

/** How long a mark of a moment is shown [ms]: ELAN knows no moments. */
const MOMENT_MS = 500;

interface Annotation {
	readonly from: number;
	readonly to: number;
	readonly value: string;
}
interface Tier {
	readonly id: string;
	readonly coder: string;
	readonly annotations: readonly Annotation[];
}

/** What a file is made of. */
export interface EafContent {
	readonly recording: NamedRecording;
	/** Withdrawn ones are left out. */
	readonly marks: readonly Mark[];
	/** Names of the coders, by account. */
	readonly names: Readonly<Record<string, string>>;
	/** ISO 8601 UTC. */
	readonly date: string;
	/** Type of the media file, e.g. `video/mp4`. */
	readonly mediaType: string;
}

/** The file as text. */
export function eafText({ recording, marks, names, date, mediaType }: EafContent): string {
	const tiers = tiersOf(marks, recording, names);
	const slots: string[] = [];
	const slot = (ms: number): string => {
		const id = `ts${slots.length + 1}`;
		slots.push(`<TIME_SLOT TIME_SLOT_ID="${id}" TIME_VALUE="${ms}"/>`);
		return id;
	};
	let made = 0;
	const bodies = tiers.map(({ id, coder, annotations }) => {
		const inner = annotations.map(({ from, to, value }) => {
			made += 1;
			return `<ANNOTATION><ALIGNABLE_ANNOTATION ANNOTATION_ID="a${made}" TIME_SLOT_REF1="${slot(from)}" TIME_SLOT_REF2="${slot(to)}"><ANNOTATION_VALUE>${escaped(value)}</ANNOTATION_VALUE></ALIGNABLE_ANNOTATION></ANNOTATION>`;
		});
		const name = escaped(coder);
		return `<TIER LINGUISTIC_TYPE_REF="rating" TIER_ID="${escaped(id)}" ANNOTATOR="${name}">${inner.join('')}</TIER>`;
	});
	return [
		'<?xml version="1.0" encoding="UTF-8"?>',
		`<ANNOTATION_DOCUMENT AUTHOR="" DATE="${date}" FORMAT="3.0" VERSION="3.0" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:noNamespaceSchemaLocation="http://www.mpi.nl/tools/elan/EAFv3.0.xsd">`,
		`<HEADER MEDIA_FILE="" TIME_UNITS="milliseconds"><MEDIA_DESCRIPTOR MEDIA_URL="${escaped(encodeURI(recording.name))}" MIME_TYPE="${escaped(mediaType)}"/><PROPERTY NAME="sha256">${recording.sha256}</PROPERTY><PROPERTY NAME="lastUsedAnnotationId">${made}</PROPERTY></HEADER>`,
		`<TIME_ORDER>${slots.join('')}</TIME_ORDER>`,
		...bodies,
		'<LINGUISTIC_TYPE GRAPHIC_REFERENCES="false" LINGUISTIC_TYPE_ID="rating" TIME_ALIGNABLE="true"/>',
		'</ANNOTATION_DOCUMENT>',
		''
	].join('\n');
}

/** Annotations of one tier must not overlap: what would goes to a further tier of the same name. */
function tiersOf(
	marks: readonly Mark[],
	{ offsetS }: NamedRecording,
	names: EafContent['names']
): Tier[] {
	const groups = new Map<string, Mark[]>();
	for (const mark of marks.filter(({ withdrawn }) => withdrawn === null)) {
		const key = JSON.stringify([mark.item, mark.coder]);
		groups.set(key, [...(groups.get(key) ?? []), mark]);
	}
	const used = new Map<string, number>();
	return [...groups.values()].flatMap((group) => {
		const lanes: Annotation[][] = [];
		for (const one of group.toSorted((a, b) => a.atS - b.atS)) {
			const annotation = annotationOf(one, offsetS);
			const free = lanes.find((lane) => (lane.at(-1)?.to ?? 0) <= annotation.from);
			if (free === undefined) lanes.push([annotation]);
			else free.push(annotation);
		}
		const [first] = group;
		const coder = names[first?.coder ?? ''] ?? first?.coder ?? '';
		const id = `${first?.item ?? ''}@${coder}`;
		return lanes.map((annotations) => {
			const number = (used.get(id) ?? 0) + 1;
			used.set(id, number);
			return { id: number === 1 ? id : `${id} ${number}`, coder, annotations };
		});
	});
}

function annotationOf(
	{ atS, untilS, value, note, alternative }: Mark,
	offsetS: number
): Annotation {
	const ms = (seconds: number): number => Math.max(0, Math.round(1000 * (seconds - offsetS)));
	const from = ms(atS);
	const words = [value === null ? 'NA' : String(value), note, alternative && `? ${alternative}`];
	return {
		...{ from, to: untilS === null ? from + MOMENT_MS : Math.max(from + 1, ms(untilS)) },
		value: words.filter(Boolean).join(' · ')
	};
}

/** Text inside XML; characters that XML cannot hold are left out. */
function escaped(text: string): string {
	return text
		.replace(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '')
		.replaceAll('&', '&amp;')
		.replaceAll('<', '&lt;')
		.replaceAll('>', '&gt;')
		.replaceAll('"', '&quot;');
}
