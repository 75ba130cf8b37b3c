/**
 * The guide's chapters on steps 4 to 6: formal test, chart analysis, post-test interview.
 *
 * @module
 */
import type { GuideChapter } from './guide-chapter.ts';
import { picture, points, steps, text } from './guide-part.ts';

/** What is done while the sensors are on, and after. */
export const conducting: readonly GuideChapter[] = [
	{
		id: 'formal-test',
		title: { zh: '第四步：正式测试', en: 'Step 4: the formal test' },
		pages: ['/cases/*/sessions/*/formal-test', '/cases/*/sessions/*/subject'],
		parts: [
			text(
				'控制台显示当前题、下一题、最短间隔和皮电是否已经恢复。所有标记都是单键。控制台上的任何操作都不会改变已经记录的样本。',
				'The console shows the current and the next item, the minimum interval, and whether skin conductance has recovered. Every mark is a single key. Nothing done here changes a recorded sample.'
			),
			picture('live-sweep', '正式测试', 'The formal test'),
			points(
				[
					'读题：由您口读、播放录音、工作站语音，或者显示在第二块屏幕上。播放和显示的时刻取自声音时钟和该屏幕的实际显示。',
					'Items are read by you, played, spoken by the workstation, or shown on a second screen. Their moments come from the audio clock and from what that screen really showed.'
				],
				[
					'第二块屏幕：点“打开被测人屏幕”，把窗口拖到被测人面前的显示器并全屏。窗口被遮住或者没有确认时，控制台会说明。',
					'Second screen: open it, drag the window to the display in front of the person, and make it full screen. When it is hidden or does not confirm, the console says so.'
				],
				[
					'休息：暂停并写明原因；页面记录休息、图谱和全部测试的时长，临近规定上限时提示。',
					'Breaks: pause with the reason. The page counts rest, chart and total time and warns before a limit.'
				],
				[
					'受干扰的一项：作废并写明理由，可以在最后重读。',
					'An item that was disturbed: void it with the reason; it can be read again at the end.'
				],
				[
					'服务、浏览器、网络或者数据库中断时，记录照常进行；您作的标记留在本机，恢复后按原来的时刻补记。如果是记录进程本身中断，程序随即重新启动它并找回仪器，同一张图谱接着记录：中断的一两秒显示为缺口并写入记录，此间作的标记照常保留。落在缺口内的那一项，可以作废后在最后重读。只有30秒内没有恢复、电脑重新启动过，或者当时数据盘写满、不能写入，图谱才到最后一个完整的一秒为止，列表写明“记录进程中断”，这时您接着开始下一张图谱。',
					'When the server, the browser, the network or the database fails, the recording goes on; your marks stay on this computer and are entered with their own times afterwards. When the recorder itself fails, it is started again at once, finds the instrument and goes on with the same chart: the second or two in between are shown and recorded as a gap, and your marks are kept. An item that fell into the gap can be voided and read again at the end. Only when it is not back within 30 seconds, the computer was started again, or the data disk was full or refused just then, does the chart end with its last whole second; the list then says “recorder lost”, and you start the next chart.'
				],
				[
					'仪器过了校准期、当天没有自检或者测试人员资格过期时，不能开始图谱。',
					'No chart starts with an instrument out of calibration, without its self-test, or with an examiner whose qualification has run out.'
				]
			)
		]
	},
	{
		id: 'chart-analysis',
		title: { zh: '第五步：图谱分析', en: 'Step 5: chart analysis' },
		pages: ['/cases/*/sessions/*/chart-analysis'],
		parts: [
			text(
				'先只看图谱填写并封存自己的评分表，再由不参与本案的人盲评。两份一致或者分歧处理之后，才出现测试意见。判定规则由方法文件事先规定。',
				'First fill in and seal your own score sheet from the trace alone; then somebody outside the case scores blind. Only when both agree, or the disagreement is settled, is there an opinion. The decision rule is fixed beforehand by the technique.'
			),
			picture('sheet', '评分表', 'The score sheet'),
			points(
				[
					'隐蔽信息测试：目标项与陪衬项相比；给出精确概率。',
					'Concealed-information test: the key against the foils, with exact probabilities.'
				],
				[
					'探索性测试：反应最强的一项及其概率，只作进一步查证的线索。',
					'Searching test: the item with the strongest response and its probability; a lead to check, no more.'
				],
				[
					'准绳问题类测试：相关问题与准绳问题相比；小计、总分和判定规则都列出。结果只说明哪类问题引起的反应更强。',
					'Comparison tests: relevant against comparison questions, with subtotals, total and rule. The result says which questions drew the stronger responses, nothing else.'
				],
				[
					'相关/无关测试：只描述，不作判定。',
					'Relevant-irrelevant test: it describes and decides nothing.'
				]
			)
		]
	},
	{
		id: 'post-test',
		title: { zh: '第六步：测后谈话', en: 'Step 6: post-test interview' },
		pages: ['/cases/*/sessions/*/post-test-interview'],
		parts: [
			text(
				'给被测人说明的机会。本页不出现任何结果，也没有可以拿来施压的数字。',
				'The person gets the chance to explain. No result appears on this page, and no figure that could be used as pressure.'
			),
			picture('step-6', '第六步的页面', 'The page of step 6'),
			steps(
				[
					'用开放式问题，一次一个情节，与事实对应；原话记录，包括拒绝说明。',
					'Ask open questions, one point at a time, linked to a fact. Write down the words, a refusal included.'
				],
				[
					'新的细节：程序对照知情情况显示它是否已经告知过被测人；您写明能否核查、怎样核查。',
					'New details: the program shows whether the person had been told; you say whether and how it can be checked.'
				],
				[
					'后续线索逐条列出，可以像剥洋葱一样分支；写明负责人和期限。',
					'Leads to follow are listed and may branch, each with an owner and a date.'
				],
				[
					'结束：询问意见、休息和身体状况，说明后续安排。',
					'Closing: ask for complaints, rest and well-being, and say what follows.'
				]
			)
		]
	}
];
