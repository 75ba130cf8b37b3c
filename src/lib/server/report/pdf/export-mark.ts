/**
 * The mark of an export: who has it, for whom, when and why, across every page and in what the file says of itself.
 *
 * @module
 */
import type { ReportWords } from '#lib/core/report/words.ts';
import type { Flow } from './flow.ts';

/** What is written across the pages. */
export interface ExportMark {
	readonly number: string;
	/** Which copy of this number. */
	readonly copy: number;
	/** Name of whoever fetched it. */
	readonly by: string;
	readonly recipient: string;
	readonly office: string;
	readonly purpose: string;
	/** [ms since 1970] */
	readonly takenMs: number;
}

/** Longest purpose across a page, in characters; the file's description holds all of it. */
const LONGEST = 40;
const LOOK = { size: 15, font: 'bold', colour: '#8a8a8a' } as const;
/** Dark enough on paper and copies, light enough to read what is under it. */
const OPACITY = 0.3;
/** Diagonal of a page, drawn as often as fits [degrees, pt]. */
const ANGLE = -35;
const BETWEEN = 270;

/** The lines of a mark. */
export function markLines(mark: ExportMark, words: Pick<ReportWords, 'time'>): string[] {
	const purpose = [...mark.purpose.replaceAll(/\s+/g, ' ')];
	const short = purpose.length > LONGEST ? [...purpose.slice(0, LONGEST - 1), '…'] : purpose;
	return [
		`${mark.number} · ${mark.copy}`,
		`${mark.by} → ${mark.recipient} (${mark.office})`,
		words.time(new Date(mark.takenMs).toISOString()),
		short.join('')
	];
}

/** Draws the mark on every page there is; over the text, so that a picture on the page does not cover it. */
export function drawMark(flow: Flow, mark: ExportMark, words: Pick<ReportWords, 'time'>): void {
	const { doc } = flow;
	const lines = markLines(mark, words).map((line) => flow.printable(line));
	for (let page = 0; page < doc.bufferedPageRange().count; page++) {
		doc.switchToPage(page);
		const { width, height } = doc.page;
		for (let y = BETWEEN / 2; y < height; y += BETWEEN) drawOnce(flow, lines, { x: width / 2, y });
	}
}

function drawOnce(
	flow: Flow,
	lines: readonly string[],
	{ x, y }: { readonly x: number; readonly y: number }
): void {
	const { doc } = flow;
	doc
		.save()
		.rotate(ANGLE, { origin: [x, y] })
		.fillOpacity(OPACITY);
	lines.forEach((line, index) => {
		doc.font(LOOK.font).fontSize(LOOK.size);
		const left = x - doc.widthOfString(line) / 2;
		flow.put([line], left, y + (index - lines.length / 2) * flow.lineHeight(LOOK), LOOK);
	});
	doc.restore();
}

/** Says the same in what programs read of the file: the document's description and its XMP packet. */
export function describeMark(flow: Flow, mark: ExportMark): void {
	const { doc } = flow;
	const keywords = `${mark.number}/${mark.copy}; ${mark.by}; ${mark.recipient}; ${mark.office}`;
	const at = new Date(mark.takenMs).toISOString();
	Object.assign(doc.info, { Subject: mark.purpose, Keywords: `${keywords}; ${at}` });
	const { _root: root } = doc as unknown as { _root: { data: Record<string, unknown> } };
	const packet = doc.ref({ Type: 'Metadata', Subtype: 'XML' });
	Object.assign(packet, { compress: false });
	packet.end(Buffer.from(xmp({ number: mark.number, purpose: mark.purpose, keywords, at })));
	root.data['Metadata'] = packet;
}

const escaped = (text: string): string =>
	text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

function xmp(given: {
	readonly number: string;
	readonly purpose: string;
	readonly keywords: string;
	readonly at: string;
}): string {
	return `<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:xmp="http://ns.adobe.com/xap/1.0/">
<dc:identifier>${given.number}</dc:identifier>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">${escaped(given.purpose)}</rdf:li></rdf:Alt></dc:description>
<pdf:Keywords>${escaped(given.keywords)}</pdf:Keywords>
<xmp:MetadataDate>${given.at}</xmp:MetadataDate>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>`;
}
