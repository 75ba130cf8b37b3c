/** The readable report, made from nothing but the figures. */
import type { Validation } from '../validation.ts';
import { findings } from './findings.ts';
import { nullsPart } from './nulls-part.ts';
import { peersPart } from './peers-part.ts';
import { recordsPart } from './records-part.ts';
import { simulationPart } from './simulation-part.ts';
import { summary } from './summary.ts';

/** Markdown, with a line break at the end. */
export function reportText(figures: Validation): string {
	const parts = [summary, findings, recordsPart, peersPart, simulationPart, nullsPart];
	return `${parts.map((part) => part(figures)).join('\n\n')}\n`;
}
