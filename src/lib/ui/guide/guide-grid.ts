/**
 * The guide's chapters on interviews and the warp-weft grid.
 *
 * @module
 */
import { boardChapter } from './guide-board.ts';
import type { GuideChapter } from './guide-chapter.ts';
import { recordChapter } from './guide-record.ts';
import { codingChapter } from './guide-coding.ts';
import { lawChapter } from './guide-law.ts';
import { planChapter } from './guide-plan.ts';

/** What interviewers do. */
export const gridChapters: readonly GuideChapter[] = [
	{
		id: 'interviews',
		title: { zh: '讯问与经纬网格', en: 'Interviews and the warp-weft grid' },
		pages: ['/cases/*/interviews'],
		parts: [
			{
				kind: 'text',
				text: {
					zh: '网格估计的是对方参与谈话的状态：三个阶段（抵抗戒备、侥幸推诿、趋于陈述·顾虑后果）乘三个维度（认知、情绪、意志）。它不判断有罪与否，也接触不到任何心理测试结果。在本实验室有了自己的评定一致性与校准数据之前，只用于培训、计划与复盘，页面上始终写明。',
					en: 'The grid estimates how somebody takes part in a conversation: three stages (guarded; testing and deflecting; near to telling, weighing consequences) by three dimensions (cognition, emotion, volition). It says nothing about guilt and no test result can reach it. Until the laboratory has its own agreement and calibration it is for training, planning and review only, and every page says so.'
				}
			},
			{
				kind: 'steps',
				points: [
					{
						zh: '在案件页打开“讯问”，用对象代号新建一次讯问，至少两名办案人员。角色假设只影响指引卡片的排列。',
						en: 'Open “Interviews” on the case page and open an interview by the subject’s code, with two officers at least. The role hypothesis only sorts guidance cards.'
					},
					{
						zh: '“权利与适宜性”：告知并请本人复述、翻译、合适成年人、身体状况、同步录音录像、基线。缺任何一项都不能评定，也不显示指引。',
						en: '“Rights and fitness”: rights read and taught back, interpreter, appropriate adult, health, recording, baseline. With one of them missing nothing is rated and no guidance is shown.'
					},
					{
						zh: '“评定”：每十分钟一段，由第二名人员与本人基线相比评定18项指标；评3须写明其他可能解释；未能观察到的记“未见”，不记0。先提交，再看网格。',
						en: '“Rating”: every ten minutes the second officer rates 18 indicators against the person’s own baseline. A 3 needs another explanation beside it; what could not be seen is “not seen”, never 0. Hand in first, then look at the grid.'
					},
					{
						zh: '“网格”：圆点是可能性，横线是80%区间。可能性、领先程度、指标数量或评定人一致性不足时写明“混合 / 信息不足”。“为什么”列出各指标的贡献。',
						en: '“Grid”: dots are probability, whiskers 80 % intervals. With too little probability, lead, indicators or agreement it says “mixed or not enough to say”. “Why” lists what each indicator contributes.'
					},
					{
						zh: '点一格打开指引，首先是保护性指标与禁止事项。出现任何需要停止或暂停的迹象时指引隐藏，直到写明采取的措施。',
						en: 'A click on a cell opens its guidance, which begins with safeguards and what is forbidden. Any sign that stops or pauses the interview hides guidance until what was done is written down.'
					}
				]
			},
			{
				kind: 'text',
				text: {
					zh: '“经纬评定工具”页（账户菜单）写明网格目前可以用于什么：状态由数据算出，不能填写。实验室自己的校准分三步：两名评定人各自交表；讯问结束后由三名编码员对各时段作一致标定（讯问页下方）；负责人在工具页计算校准，对照先验查看参数、区间与样本数，输入密码后采用。各指标按一致性取得权重：α 不低于 .80 为全权重，.667 以上以 α 为权重，以下为 0；样本不足时只减不增。以后的校准不改变已开始的讯问。缺少的验证目标写明“缺少”。',
					en: 'The page “Grid instrument” (account menu) says what the grid may be used for now: the status is computed, nobody types it. A laboratory’s own calibration takes three steps: two raters hand in forms of their own; after the interview three coders agree on a label for each segment (below the interview); a supervisor computes a calibration on the instrument page, looks at tables, intervals and sample beside the priors, and adopts it with their password. Indicators count by agreement: alpha of .80 or more in full, from .667 by their alpha, below that not at all; with too small a sample weight is only taken away. Later calibrations change nothing in interviews that were opened before. Validation targets without data say “missing”.'
				}
			},
			{
				kind: 'text',
				text: {
					zh: '实验室自定指标：在协议文件夹的 grid/indicators/ 中每格一个文件（中英文、通道、评定方式、来源、其他可能含义，编号如 S2C-L1）。判断性用语、权利行使、个人特征和测试表现会被拒绝；用 jingwei protocols 检查。它们只出现在录像编码表中，列于本格原有指标之后，在有自己的一致性数据之前标明“实验室自定，未校准”。',
					en: 'Indicators of the laboratory’s own: one file for a cell in grid/indicators/ of the folder of protocols (both languages, channel, scale, source, what else it may mean, ids like S2C-L1). Words that judge, use of rights, personal traits and conduct in a test are refused; check with jingwei protocols. They stand in the form for recordings only, after those of the cell, and say “laboratory, uncalibrated” until there is agreement on them.'
				}
			},
			{
				kind: 'keys',
				keys: [
					{
						key: '0 1 2 3',
						text: { zh: '评定当前行并到下一行', en: 'rate the row and go to the next' }
					},
					{ key: 'N', text: { zh: '未见', en: 'not seen' } },
					{ key: '↑ ↓', text: { zh: '换行', en: 'other row' } },
					{ key: '← →', text: { zh: '改动当前行', en: 'change the row' } },
					{ key: 'Home End', text: { zh: '第一行、最后一行', en: 'first and last row' } }
				]
			}
		]
	},
	lawChapter,
	planChapter,
	boardChapter,
	codingChapter,
	recordChapter
];
