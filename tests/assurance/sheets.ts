/**
 * The papers as text: threat model, ASVS sheet, notice, summary of the validation.
 *
 * @module
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readAsvs, readThreats, type AsvsItem, type Threat } from './claims.ts';
import { lockedPackages, readProject, root } from './packages.ts';

const MADE = 'Made by `npm run assurance`; do not edit. 由 `npm run assurance` 生成，请勿手改。';
const states = { held: '已控制 held', partly: '部分 partly', open: '未控制 open' } as const;
/** A bar would end the cell. */
const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');
const row = (cells: readonly string[]): string => `| ${cells.map(cell).join(' | ')} |`;
const code = (names: readonly string[]): string => names.map((name) => `\`${name}\``).join('<br>');

/** `threat-model.md`. */
export function threatModel(): string {
	const all = readThreats();
	return [
		'# 威胁模型 Threat model\n',
		`${MADE}\n`,
		'来源 Source: `threats.yaml`. 每项控制列出所在文件和证明它的测试；测试核对文件与测试确实存在。Each control names its file and the test that shows it; a test checks that both exist.\n',
		row(['', '威胁 Threat', '控制 Control', '文件 Files', '测试 Tests', '状态 State']),
		row(['---', '---', '---', '---', '---', '---']),
		...all.map(threatRow),
		''
	].join('\n');
}

function threatRow({ id, threat, control, files, tests, state, missing }: Threat): string {
	const open = missing === undefined ? '' : `<br>${missing.zh}<br>${missing.en}`;
	return row([
		...[id, `${threat.zh}<br>${threat.en}`, `${control.zh}<br>${control.en}`],
		...[code(files), tests.length === 0 ? '—' : code(tests), `${states[state]}${open}`]
	]);
}

/** `asvs.md`. */
export function asvsSheet(): string {
	const all = readAsvs();
	return [
		'# ASVS 5.0.0, levels 1 and 2\n',
		`${MADE}\n`,
		'Source: `asvs.yaml`. Numbers and levels are those of OWASP ASVS 5.0.0 (OWASP/ASVS, `5.0/docs_en`, CSV, commit 5cf9b032), compared on 2026-11-30 and kept in `asvs-numbers.ts`; words are our own. An assessment by its makers, not by a third party. What documents are asked for: `security.md`, `data-protection.md`.\n',
		row(['level', 'requirements', 'met', 'partly', 'not met', 'not applicable']),
		row(['---', '---', '---', '---', '---', '---']),
		...([1, 2] as const).map((level) =>
			counts(
				all.filter((one) => one.level === level),
				`${level}`
			)
		),
		counts(all, 'both'),
		'',
		row(['', 'level', 'asks for', 'state', 'shown by, or why not']),
		row(['---', '---', '---', '---', '---']),
		...all.map(asvsRow),
		''
	].join('\n');
}

function counts(items: readonly AsvsItem[], name: string): string {
	const states = ['met', 'partly', 'not met', 'n/a'] as const;
	const found = states.map((state) => items.filter((one) => one.state === state).length);
	return row([name, `${items.length}`, ...found.map(String)]);
}

function asvsRow({ id, level, asks, state, note, tests = [] }: AsvsItem): string {
	const shown = [...(note === undefined ? [] : [note]), ...tests.map((one) => `\`${one}\``)];
	return row([id, `${level}`, asks, state, shown.join('<br>')]);
}

/** `NOTICE.md`: what is handed on with the program, under which licence. */
export function notice(): string {
	const shipped = lockedPackages().filter(({ isTool }) => !isTool);
	return [
		'# Notice\n',
		`${MADE}\n`,
		'Jingwei is handed on with the packages below. The text of each licence lies in the package’s own folder under `node_modules`; Apache-2.0 and MIT ask that it stays there. The typeface Noto Sans SC is under the SIL Open Font License 1.1.\n',
		row(['package', 'version', 'licence']),
		row(['---', '---', '---']),
		...shipped.map(({ name, version, licence }) =>
			row([name, version, licence ?? 'see its LICENSE file'])
		),
		''
	].join('\n');
}

/** `validation-summary.md`: what the validation report concludes, and whether its comparisons were met. */
export function validationSummary(): string {
	const report = readFileSync(join(root, 'tests/validation/REPORT.md'), 'utf8');
	const { origin, peers } = readProject('tests/validation/report.json') as {
		origin: { software: string };
		peers: { operations: readonly { channels: number; met: number }[] };
	};
	const sum = (of: 'channels' | 'met'): number =>
		peers.operations.reduce((total, operation) => total + operation[of], 0);
	return [
		'# 验证摘要 Summary of the validation\n',
		`${MADE}\n`,
		`${origin.software}. 来源 Source: \`tests/validation/report.json\`; 全文 in full: \`tests/validation/REPORT.md\`. 与其他程序比较 ${sum('channels')} 项，${sum('met')} 项在容差之内。Of ${sum('channels')} comparisons with other programs ${sum('met')} are within their tolerance.\n`,
		section(report, '## 摘要'),
		section(report, '## Findings')
	].join('\n');
}

/** From a heading up to the next one of its level. */
function section(report: string, heading: string): string {
	const from = report.indexOf(`${heading}\n`);
	if (from === -1) throw new Error(`expected ${heading} in the validation report`);
	const end = report.indexOf('\n## ', from + 1);
	return `${report.slice(from, end === -1 ? undefined : end).trimEnd()}\n`;
}
