/**
 * Words no report may contain, looked for in everything a report says itself. What it quotes (the law, a right that was
 * read out, a question, a statement) is somebody else's.
 *
 * @module
 */
import type { ProtocolValue } from '../protocols/kinds.ts';
import { forbiddenHits } from '../law/forbidden-words.ts';
import type { ReportBlock, ReportDocument } from './blocks.ts';
import type { SectionId } from './words.ts';

/** A forbidden word and where it stands. */
export interface ReportFinding {
	readonly section: SectionId;
	readonly word: string;
}

/** What a block says itself. */
function ownTexts(block: ReportBlock): readonly string[] {
	switch (block.kind) {
		case 'heading':
			return [block.text];
		case 'paragraph':
			return block.isQuoted ? [] : [block.text];
		case 'facts':
			return block.isQuoted ? [] : block.rows.flat();
		case 'list':
			return block.isQuoted ? [] : block.items;
		case 'table':
			return block.isQuoted ? block.head : [block.caption, ...block.head, ...block.rows.flat()];
		case 'chart':
			return [block.caption];
		case 'signatures':
			return [block.tester, block.reviewer];
	}
}

/** Every text the report says itself, with its section. */
export function ownWords(
	document: ReportDocument
): { readonly section: SectionId; readonly text: string }[] {
	return document.sections.flatMap(({ id, title, blocks }) =>
		[title, ...blocks.flatMap(ownTexts)].map((text) => ({ section: id, text }))
	);
}

/**
 * Every forbidden word of a report, each once for a section.
 *
 * @param spared texts a supervisor set the rule aside for (`sparedTexts`): they are left out wherever they stand
 */
export function reportFindings(
	document: ReportDocument,
	{ forbidden }: Pick<ProtocolValue<'wording'>, 'forbidden'>,
	spared: readonly string[] = []
): ReportFinding[] {
	const found = ownWords(document).flatMap(({ section, text }) => {
		const looked = spared.reduce((rest, one) => rest.replaceAll(one, ''), text);
		return forbiddenHits(forbidden, looked).map((hit) => ({ section, word: hit.found }));
	});
	return found.filter(
		(one, index) =>
			found.findIndex((other) => other.section === one.section && other.word === one.word) === index
	);
}
