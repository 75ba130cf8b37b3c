/**
 * The user guide as data: chapters of paragraphs, steps, keys and commands, in both languages.
 *
 * @module
 */
import type { GuideChapter, GuideGroup } from './guide-chapter.ts';
import { access } from './guide-access.ts';
import { daily } from './guide-daily.ts';
import { gridChapters } from './guide-grid.ts';
import { keeping } from './guide-keeping.ts';
import { laboratory, report } from './guide-laboratory.ts';
import { text } from './guide-part.ts';
import { results } from './guide-results.ts';
import { retention } from './guide-retention.ts';
import { review } from './guide-review.ts';
import { scoring } from './guide-scoring.ts';
import { stations } from './guide-stations.ts';

const beginning: readonly GuideChapter[] = [
	{
		id: 'what',
		title: { zh: '经纬是什么，不是什么', en: 'What Jingwei is, and what it is not' },
		parts: [
			text(
				'经纬用于检察机关心理测试实验室：按六步程序完成心理测试，通过串口读取传感器，完整记录生理信号，给出精确统计，并把整场测试封存为可核验的文件夹。',
				"Jingwei is for the psychological-test laboratories of prosecutors' offices. It runs the six-step test, reads sensors over a serial port, records the signals completely, computes exact statistics, and seals each test as a folder that can be verified."
			),
			{
				kind: 'points',
				points: [
					{
						zh: '测试只识别对案件细节的反应。结论只有三种：对细节有特异反应、对细节无特异反应、无法判定。',
						en: 'A test recognises responses to details of a case. There are three outcomes only: responds to the detail, does not respond to the detail, inconclusive.'
					},
					{
						zh: '它不判断人的真假，也不判断是否实施了行为。',
						en: 'It decides neither whether somebody tells the truth nor whether they did something.'
					},
					{
						zh: '依据高检发研字〔1999〕12号批复，结论可以帮助审查、判断证据，不能作为证据使用，也不得用来向被测人施压。',
						en: 'By the reply 高检发研字〔1999〕12号 a conclusion may help to examine and judge evidence. It is not evidence, and it is never used to put pressure on the person.'
					},
					{
						zh: '参加测试完全自愿；拒绝或者中途退出，不作不利推断。',
						en: 'Taking part is voluntary. Nothing adverse is inferred from refusing or stopping.'
					}
				]
			}
		]
	},
	{
		id: 'start',
		title: { zh: '第一次启动与演示实验室', en: 'First start and the demonstration lab' },
		parts: [
			text(
				'在工作站上执行下面的命令，再用浏览器打开它显示的地址。不需要互联网。',
				'Run this on the workstation and open the address it prints in a browser. No internet is needed.'
			),
			{ kind: 'command', command: 'npm start' },
			{
				kind: 'points',
				points: [
					{
						zh: '建立正式实验室：创建第一个管理员，再由管理员创建测试、讯问、复核人员和负责人的账户。管理员看不到案件内容。',
						en: 'For real work: create the first administrator, who makes the accounts of testers, interviewers, reviewers and supervisors. Administrators cannot read cases.'
					},
					{
						zh: '打开演示实验室：各角色都有账户，带一个虚构案件和虚拟仪器，不接任何设备即可走完全程。演示数据不会与真实数据混在一起，每一页都有标记。',
						en: 'To try it: open the demonstration lab. It has an account for every role, one invented case and a virtual instrument, so a whole test runs with nothing plugged in. Demonstration data never mixes with real data, and every page is marked.'
					},
					{
						zh: '案件由负责人创建并分配人员；只有被分配的人能打开案件。',
						en: 'A supervisor creates a case and assigns people; only they can open it.'
					},
					{
						zh: '顶栏的“显示设置”：明暗、高对比度、色觉障碍友好的曲线颜色、减少动态效果；没有选择时跟随系统。只改变本浏览器的显示，不影响记录和测量。',
						en: 'Display settings in the top bar: theme, high contrast, colour-blind-safe trace colours, reduced motion; without a choice the system decides. They change what this browser shows and nothing that is recorded or measured.'
					}
				]
			}
		]
	}
];

/** All chapters in their groups, in reading order. */
export const groups: readonly GuideGroup[] = [
	{ title: { zh: '开始', en: 'Beginning' }, chapters: beginning },
	{ title: { zh: '心理测试', en: 'The test' }, chapters: daily },
	{ title: { zh: '图谱与评分', en: 'Charts and scores' }, chapters: [...review, ...scoring] },
	{ title: { zh: '结果', en: 'Results' }, chapters: [...results, report] },
	{ title: { zh: '讯问与经纬', en: 'Interviews and the grid' }, chapters: gridChapters },
	{ title: { zh: '实验室', en: 'The laboratory' }, chapters: laboratory },
	{ title: { zh: '保管', en: 'Keeping' }, chapters: [...access, ...keeping, retention, stations] }
];
/** All chapters, in reading order. */
export const chapters: readonly GuideChapter[] = groups.flatMap((group) => group.chapters);
