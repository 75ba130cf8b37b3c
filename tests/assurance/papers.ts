/**
 * The generated papers, by file name.
 *
 * @module
 */
import { sbom } from './sbom.ts';
import { asvsSheet, notice, threatModel, validationSummary } from './sheets.ts';

/** Makes each paper. */
export const papers: Readonly<Record<string, () => string>> = {
	'threat-model.md': threatModel,
	'asvs.md': asvsSheet,
	'sbom.cdx.json': sbom,
	'NOTICE.md': notice,
	'validation-summary.md': validationSummary
};
