/** Head of the report, in both languages. */
import type { Validation } from '../validation.ts';
import { fixed, list, percent, shareText } from './markdown.ts';
import { exceeding, keyFigures } from './findings.ts';

function chinese(all: Validation): string {
	const { beats, comparisons, missed, exact, exactOfThree, lykken, one, ...of } = keyFigures(all);
	const chance = exceeding(all).tables.filter(({ name }) => name === 'exchangeable').length;
	const { informed, uninformed } = one.subjects;
	return [
		'## 摘要',
		'本报告由 `npm run validate` 生成，全部数字均由程序算出，同一份代码与数据每次生成的结果完全相同。**第 1、2 部分为真实记录；第 3 部分以及第 4 部分中标明 SIMULATION（模拟）的内容只用来检验软件，不说明任何真实的人。**括号内为 95 % 置信区间。',
		list([
			`真实记录（一份带噪声、由专家标注的心电记录，${beats.known} 次心搏）：检出 ${beats.sensitivity.count} 次，灵敏度 ${shareText(beats.sensitivity)}，阳性预测值 ${shareText(beats.precision)}（容差 150 ms）。`,
			`真实记录：与其他程序的 ${comparisons} 项比较中，${comparisons - missed} 项在规定容差之内，${missed} 项不在，原因见 2.1、2.2。`,
			`精确计算：被测人不认识任何细节时，教科书规则（Lykken 得分不低于题数）凭机会成立的概率为 ${fixed(100 * exact.textbook, 1)} %（6 题，每题 5 个计分项目）和 ${fixed(100 * exactOfThree.textbook, 1)} %（3 题）；本软件的精确规则为 ${fixed(100 * exact.exact, 1)} %。`,
			`模拟（皮肤电，Lykken 计分，1 遍）：${uninformed} 名不知情的虚拟受测人中，精确规则误判为“有反应”的占 ${shareText(lykken.falsePositives)}，教科书规则误判的占 ${shareText(lykken.textbook!.falsePositives)}；${informed} 名知情并隐瞒者中，精确规则判为“有反应”的占 ${shareText(lykken.sensitivity)}。`,
			`模拟：知情但未参与、不隐瞒的人同样表现为“有反应”（${percent(of.bystander.responds.share)}）：有反应只说明知道细节，不说明从何得知。皮肤电无反应的知情者表现为“无反应”（${percent(of.silent.doesNotRespond.share)}）：无反应不说明不知情。`,
			chance === 0
				? '模拟：在各结果所写的零假设之下，没有一种方法的误判率超过 5 %（抽样误差以内）。但同一题内反应逐项减弱时，因关键项目从不排在最后，p 值偏小，误判率会超过 5 %（见 4.2）。'
				: '模拟：有方法在其零假设之下误判率超过 5 %，见 4.2。',
			'不能得出的结论：任何方法对真实的人有多准。数据中没有已知是否知情的真实受测人的记录。'
		])
	].join('\n\n');
}

function english({ origin }: Validation): string {
	const protocols = Object.entries(origin.protocols).map(([file, hash]) => `${file} ${hash}`);
	return [
		'## What is measured on what',
		'| part | rests on |\n| --- | --- |\n| 1. Detectors | real recordings of real people, published by others |\n| 2. Agreement with other programs | the same recordings |\n| 3. Concealed-information tests | **SIMULATION** with virtual subjects: says nothing about any real person |\n| 4. Tests with nothing to find | exact computation, or **SIMULATION** with random numbers, as each heading says |',
		`Made by \`npm run validate\`; all figures in full in [report.json](report.json). The same tree and data give the same files, byte for byte. Software: ${origin.software}. Data: ${origin.data.recordings} recordings; SHA-256 of the manifest \`${origin.data.manifestSha256}\`, of the list of all files with their hashes \`${origin.data.filesSha256}\`. Settings (SHA-256):`,
		list(protocols.map((line) => `\`${line}\``))
	].join('\n\n');
}

/** Title, Chinese summary, and what the figures rest on. */
export function summary(all: Validation): string {
	return ['# Validation report', chinese(all), english(all)].join('\n\n');
}
