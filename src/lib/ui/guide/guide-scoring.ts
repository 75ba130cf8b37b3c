/**
 * The guide's chapters on manual scoring: the sheet and its keys, the blind scorer, disagreement.
 *
 * @module
 */
import type { GuideChapter } from './guide-chapter.ts';

/** What is read before charts are scored. */
export const scoring: readonly GuideChapter[] = [
	{
		id: 'sheet',
		title: { zh: '评分表', en: 'The score sheet' },
		parts: [
			{
				kind: 'text',
				text: {
					zh: '图谱分析时，测试人员先只看图谱填写自己的评分表：每格评一个项目在一个通道上的反应与同题其他项目相比的大小，0 为相当，正分为较强，负分为较弱。封存之前，测量值、自动评分和得分都不显示；封存之后评分表不能再改，每格旁边显示自动评分，不同之处标 ≠。',
					en: 'In the chart analysis the tester first fills in a sheet of their own from the trace alone: each cell says how the response to one item on one channel compares with those to the other items of its question, 0 like them, plus stronger, minus weaker. Before it is sealed, measured values, automatic positions and scores are not shown. Once sealed it cannot be changed; the automatic position stands beside each cell, and ≠ marks where they differ.'
				}
			},
			{
				kind: 'keys',
				keys: [
					{
						key: '← → ↑ ↓',
						text: {
							zh: '移动；图谱跟到当前项。PageUp 和 PageDown 到上一题、下一题',
							en: 'Move; the trace follows. PageUp and PageDown go to the previous and next question'
						}
					},
					{
						key: '0 – 3',
						text: { zh: '记 0 或正分', en: '0 or a plus score' }
					},
					{
						key: 'Shift 1 – 3',
						text: {
							zh: '记负分；先按减号再按数字也可以',
							en: 'A minus score; minus and then a digit does the same'
						}
					},
					{ key: '+ -', text: { zh: '升、降一分', en: 'One position up, down' } },
					{
						key: 'Enter',
						text: {
							zh: '本行未评的格记 0，到下一行',
							en: 'Whatever is open in the row gets 0; on to the next row'
						}
					},
					{
						key: 'X',
						text: {
							zh: '无法评分：选干扰代码或写明原因',
							en: 'Not scorable: choose an artifact code or give the reason'
						}
					},
					{
						key: 'Delete',
						text: { zh: '清除；Ctrl+Z 撤销', en: 'Clear; Ctrl+Z takes the last change back' }
					},
					{ key: '?', text: { zh: '显示全部按键', en: 'Show all keys' } }
				]
			},
			{
				kind: 'text',
				text: {
					zh: '评到一半可以关闭页面，草稿保存在本机。封存时日志中先只写入指纹，评分表的内容要等第二评分人也封存才公开。',
					en: 'The page can be closed half-way: a draft is kept on this computer. When a sheet is sealed only its fingerprint is written to the log; the sheet itself is shown when the second scorer has sealed too.'
				}
			}
		]
	},
	{
		id: 'blind',
		title: { zh: '盲评复核', en: 'Blind second score' },
		pages: ['/scoring'],
		parts: [
			{
				kind: 'steps',
				points: [
					{
						zh: '测试人员或者负责人在“盲评复核”中指定第二评分人：须是从未参与本案的测试人员或者复核人员。',
						en: 'The tester or a supervisor names a second scorer on the tab “Second score”: a tester or reviewer who never worked on the case.'
					},
					{
						zh: '第二评分人从顶栏“盲评复核”打开任务，按同样的按键填表，然后封存。',
						en: 'That person opens the task from “Blind scoring” in the top bar, fills in the sheet with the same keys, and seals it.'
					},
					{
						zh: '两张表都封存之后，系统同时公开并比较：每张表单独得出的结果，同分比例、加权 κ、ICC 及其 95% 区间。',
						en: 'When both are sealed they are shown and compared: what each sheet alone comes to, the share of equal scores, weighted kappa and ICC with their 95% intervals.'
					}
				]
			},
			{
				kind: 'points',
				points: [
					{
						zh: '盲评人看得到：信号、标记、题目编号、哪些是计分项。',
						en: 'A blind scorer sees the signals, the marks, the numbers of the questions, and which presentations are scored.'
					},
					{
						zh: '盲评人看不到：案件、被测人、题目和项目的内容、哪一项是目标项、怎样回答、测量值、任何人的评分。知道这些会左右评分。',
						en: 'A blind scorer does not see the case, the person, the words of questions and items, which item is the key, what was answered, measured values, or the scores of anybody. Whoever knows them scores accordingly.'
					},
					{
						zh: '一致：两张表得出同一结果，并且加权 κ 达到本实验室的下限。此后才能写结论。',
						en: "Agreement: both sheets come to the same outcome and weighted kappa reaches the laboratory's limit. Only then is a conclusion written."
					},
					{
						zh: '不一致：指定第三人同样盲评，以多数为准；或者两位评分人一起查看有分歧的格，商定结果并写明理由。原来的评分表都保留。',
						en: 'Disagreement: a third person scores blind and the majority decides; or both scorers look at the cells in question together, settle the outcome and give the reasons. All sheets stay as they are.'
					}
				]
			}
		]
	}
];
