/**
 * The grid's files of an interview: those it was opened with, whatever the files say now.
 *
 * @module
 */
import { canonicalJson } from '#lib/core/audit/canonical.ts';
import { LabError } from '#lib/core/errors.ts';
import type { GridCell, GridFrame } from '#lib/core/grid/cell.ts';
import { withIndicators } from '#lib/core/grid/laboratory-indicators.ts';
import { modelWith, type GridLocal } from '#lib/core/grid/local-calibration.ts';
import type { GridModel } from '#lib/core/grid/model.ts';
import type { PlanGuide } from '#lib/core/interview/plan-guide.ts';
import { lawOf, type Law, type LawFile } from '#lib/core/law/law-files.ts';
import type { RecordRules } from '#lib/core/interview/record-rules.ts';
import type { Protocol } from '#lib/core/protocols/parse.ts';
import { protocolTexts, type ProtocolText } from '../events/session-protocols.ts';
import type { LogReader } from '../events/logs.ts';
import { parsedProtocol } from '../parsed-protocols.ts';
import type { Catalogue } from '../protocols.ts';

/** What an interview's ratings are read with. */
export interface InterviewGrid {
	readonly frame: GridFrame;
	readonly cells: readonly GridCell[];
	readonly model: GridModel;
	/** The laboratory's calibration it was opened with, part of `model`; null = priors only. */
	readonly local: GridLocal | null;
	/** Null = the interview was opened before there was one. */
	readonly plan: PlanGuide | null;
	/** Null in interviews that were opened before there was such a file. */
	readonly record: RecordRules | null;
	/** Null in interviews that were opened before there were rules. */
	readonly law: Law | null;
}

/** Names and hashes of files. */
export type FileList = readonly Omit<ProtocolText, 'text'>[];

/**
 * The grid's files as they are now.
 *
 * @throws {LabError} `protocols/missing` when frame, cells or model are not there
 */
export function gridFiles({ files }: Catalogue): ProtocolText[] {
	const used = files.filter(({ kind }) => kind.startsWith('grid-') || kind.startsWith('law-'));
	gridOf(used);
	return used.map(({ name, sha256, bytes }) => ({ name, sha256, text: bytes.toString('utf8') }));
}

/** The list as the row of an interview keeps it. */
export function fileListText(files: FileList): string {
	return canonicalJson(files.map(({ name, sha256 }) => ({ name, sha256 })));
}

/**
 * The grid an interview was opened with.
 *
 * @param known grids read before, by their list; added to
 * @throws {LabError} `interview/not-found`; `protocols/missing` when a file is not kept; `protocols/invalid` when this
 * program cannot read it any more
 */
export async function readGrid(
	reader: LogReader,
	interviewId: string,
	known: Map<string, InterviewGrid>
): Promise<InterviewGrid> {
	const row = await reader
		.selectFrom('interview')
		.select('protocols')
		.where('id', '=', interviewId)
		.executeTakeFirst();
	if (row === undefined)
		throw new LabError('interview/not-found', `expected an interview, got ${interviewId}`);
	const before = known.get(row.protocols);
	if (before !== undefined) return before;
	const protocols = JSON.parse(row.protocols) as FileList;
	const texts = await protocolTexts(reader, { protocols });
	const grid = gridOf(
		texts.map(({ name, text }) => {
			const parsed = parsedProtocol(name, text);
			if (!('problems' in parsed)) return parsed;
			throw new LabError('protocols/invalid', `expected a file of the grid in ${name}`);
		})
	);
	known.set(row.protocols, grid);
	return grid;
}

function gridOf(files: readonly Protocol[]): InterviewGrid {
	const cells = files.flatMap((file) => (file.kind === 'grid-cell' ? [file.value] : []));
	const [frame] = files.flatMap((file) => (file.kind === 'grid-frame' ? [file.value] : []));
	const [model] = files.flatMap((file) => (file.kind === 'grid-model' ? [file.value] : []));
	const [plan = null] = files.flatMap((file) => (file.kind === 'grid-plan' ? [file.value] : []));
	const [record = null] = files.flatMap((file) =>
		file.kind === 'grid-record' ? [file.value] : []
	);
	const own = laboratoryOf(files, cells);
	if (frame !== undefined && model !== undefined && cells.length > 0)
		return { frame, ...own, model: modelWith(model, own.local), plan, record, law: lawIn(files) };
	throw new LabError('protocols/missing', 'expected frame, cells and model of the grid');
}

/** The cells with the laboratory's own indicators, and its calibration. */
function laboratoryOf(
	files: readonly Protocol[],
	cells: readonly GridCell[]
): Pick<InterviewGrid, 'cells' | 'local'> {
	const added = files.flatMap((file) => (file.kind === 'grid-indicators' ? [file.value] : []));
	const [local = null] = files.flatMap((file) => (file.kind === 'grid-local' ? [file.value] : []));
	const isSample = local !== null && !local.gaps.some((gap) => /^(segments|persons)$/.test(gap));
	const measured = new Set(isSample ? Object.keys(local.reliabilities) : []);
	return { cells: withIndicators(cells, added, measured), local };
}

function lawIn(files: readonly Protocol[]): Law | null {
	const own = files.filter((file): file is Protocol & LawFile => file.kind.startsWith('law-'));
	return own.some(({ kind }) => kind === 'law-rules') ? lawOf(own) : null;
}
