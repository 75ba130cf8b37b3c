/**
 * The guide's chapter on the board of a case.
 *
 * @module
 */
import type { GuideChapter } from './guide-chapter.ts';

/** Facts, teams, statements side by side. */
export const boardChapter: GuideChapter = {
	id: 'case-board',
	title: { zh: '案件对照板', en: 'The board of a case' },
	pages: ['/cases/*/board'],
	parts: [
		{
			kind: 'text',
			text: {
				zh: '对照板比较事实与陈述：谁在什么时候、怎样知道某一事实，各人各次怎么说。它不给任何人的可信度打分，不按谁更接近供述排列，也接触不到心理测试结果。测试人员看不到对照板；每次查看都留痕。',
				en: 'The board compares facts and statements: who may have learned a fact when and how, and what each said in each interview. It scores nobody’s credibility, orders nobody by nearness to telling, and no test result can reach it. To testers there is no board; every look at it is logged.'
			}
		},
		{
			kind: 'steps',
			points: [
				{
					zh: '“事实”：一事一条，七要素之一，写明来源与强度。一个事实只有一种用途（测试、辨认、保留或出示），只能依次保留、已示、解除、出示；有利于被讯问人的事实不得压下。',
					en: '“Facts”: one atomic fact each, one of the seven elements, with source and strength. A fact has one use (test, identification, hold-back or disclosure) and goes reserved, shown, released, disclosed; what speaks for a person is not kept back.'
				},
				{
					zh: '“分组与审批”：负责人设定每名对象的讯问小组。设定后，组员看不到其他对象的讯问、陈述和对照单元，保留事实只见代号；统筹人员和负责人看到全部。',
					en: '“Teams and approvals”: a supervisor sets the team of each subject. From then on a member sees no interview, statement or cell of another subject, and facts held back as codes only; leads and supervisors see all.'
				},
				{
					zh: '向一人出示他人的陈述，默认不可以。申请写明逐字内容、如何确知属实、为何必要、为何不能更少，由申请人以外的负责人批准。',
					en: 'Telling one subject what another said is not done by default. A request gives the exact text, how it is known to be true, why it is needed and why not less; a supervisor who did not ask decides.'
				},
				{
					zh: '“知悉途径”：登记出示、提及、媒体、阅卷、同监等途径和同案接触。按计划出示的内容自动计入。',
					en: '“Exposure”: record what was shown, named, in the press, read in the file, said in the cell, and contact between subjects. What a plan disclosed counts by itself.'
				},
				{
					zh: '“陈述对照”：对陈述编码（肯定、否认、部分、称不知、未问），引用原话。● 独立，◐ 可能已知悉，○ 已知悉。只有出于本人感知、在任何途径和接触机会之前说出的，才算独立印证。',
					en: '“Statements”: code what was said (affirms, denies, in part, says unknown, not asked) with the person’s own words. ● independent, ◐ possibly exposed, ○ exposed. Only what comes from own perception, before any way and any opportunity for contact, counts as independent.'
				},
				{
					zh: '矛盾分为同一次陈述内、前后版本之间、人与人之间、与已核实证据；“未说”与“说法不同”分开。每条由指定的人用中性问题澄清，不含他人说法。措辞几乎相同也会提示。',
					en: 'Contradictions are within a statement, between versions, between persons or with verified evidence; “not said” is apart from “said otherwise”. Somebody named asks a neutral question about each, without anybody else’s words. Near-identical wording is flagged too.'
				},
				{
					zh: '“讯问次序”：先看法定时限、保护、适宜性、辩护人时间和证据，再按信息价值、独立性、证据就绪和衰减。不得以易受压程度、年龄、疾病、家庭、阶段判断或测试结果排序。',
					en: '“Order”: legal clocks, safeguards, fitness, counsel and evidence first, then information, independence, readiness and decay. Never vulnerability, age, illness, family, stage or test results.'
				}
			]
		}
	]
};
