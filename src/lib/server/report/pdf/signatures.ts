/**
 * Who signed a version, when, and what exactly; with room for ink and a seal.
 *
 * @module
 */
import type { ReportBlock } from '#lib/core/report/blocks.ts';
import type { ReportVersion } from '#lib/core/report/versions.ts';
import type { ReportWords } from '#lib/core/report/words.ts';
import type { Flow } from './flow.ts';

/** The lines of each signer, as every kind of file writes them. */
export function signatureLines(
	block: Extract<ReportBlock, { kind: 'signatures' }>,
	version: ReportVersion,
	words: ReportWords
): { readonly seat: string; readonly signed: string }[] {
	return (['tester', 'reviewer'] as const).map((as) => {
		const found = version.signatures.find((one) => one.as === as);
		const signed =
			found === undefined
				? words.say('not-signed')
				: words.say(found.secondFactor ? 'signed-factor' : 'signed', {
						...{ name: found.name, time: words.time(found.at) }
					});
		return { seat: block[as], signed };
	});
}

/** Draws them. */
export function drawSignatures(
	flow: Flow,
	block: Extract<ReportBlock, { kind: 'signatures' }>,
	{ version, words }: { readonly version: ReportVersion; readonly words: ReportWords }
): void {
	flow.ensure(150);
	if (!version.stands)
		flow.paragraph(words.say('void'), { size: 10, font: 'bold', colour: '#990000' });
	for (const { seat, signed } of signatureLines(block, version, words)) {
		flow.paragraph(`${seat}: ${signed}`, { size: 10 }, { after: 14 });
		flow.paragraph(words.say('by-hand'), { size: 10 }, { after: 10 });
	}
	flow.paragraph(words.say('seal'), { size: 10 }, { indent: flow.width - 120, after: 10 });
	flow.paragraph(`${words.say('signed-content')}: ${version.sha256}`, { size: 8 });
}
