/**
 * The guide's chapters on steps 1 to 3: case psychology, question drafting, pre-test interview.
 *
 * @module
 */
import type { GuideChapter } from './guide-chapter.ts';
import { picture, points, steps, text } from './guide-part.ts';

/** What is done before anything is recorded. */
export const preparing: readonly GuideChapter[] = [
	{
		id: 'case-psychology',
		title: { zh: '第一步：案件心理分析', en: 'Step 1: case psychology' },
		pages: ['/cases/*/sessions/*/case-psychology'],
		parts: [
			text(
				'弄清案件留下了哪些只有到过现场的人才会记得的细节，以及还有谁可能知道这些细节。被测人只用代号，不写姓名。',
				'Find the details only someone who was there would remember, and who else may know each of them. The person is written under a code, never by name.'
			),
			picture('step-1', '第一步的页面', 'The page of step 1'),
			steps(
				[
					'描述被测人：背景、语言、用药、身心状况和需要照顾之处。这些内容会用于第三步的适宜性审查和法律检查。',
					'Describe the person: background, language, medication, health, and what needs care. Step 3 and the legal checks use it.'
				],
				[
					'按人、机、车、物、卡、址、视七要素登记事实，写明来源、时间和可靠程度。空着的要素会提示。',
					'Record facts by the seven elements (person, phone, vehicle, object, card, address, video), each with source, time and confidence. Elements without a fact are pointed out.'
				],
				[
					'每告知他人一次，就登记一次：告知谁、何时、由谁、用什么方式。告知过被测人的事实不能再作目标项。',
					'Record every disclosure: to whom, when, by whom, how. A fact the person was told cannot be a key any more.'
				],
				[
					'给事实定一个用途：测试项、辨认、保留或者出示。同一事实同一时间只有一个用途，冲突时程序会拒绝并说明理由。',
					'Give a fact its use: test item, identification, hold-back or disclosure. A fact has one use at a time; a clash is refused with its reason.'
				],
				[
					'写出几个相互竞争的假设，列出支持和反对的事实，以及什么发现会推翻它。',
					'State competing hypotheses with the facts for and against each, and the finding that would refute it.'
				]
			)
		]
	},
	{
		id: 'question-drafting',
		title: { zh: '第二步：测试问题编制', en: 'Step 2: question drafting' },
		pages: ['/cases/*/sessions/*/question-drafting'],
		parts: [
			text(
				'题目按开案时选定的方法编写。规则检查随写随查，每条提示都有轻重、理由和来源；能直接改正的给出改正按钮。',
				'Questions are written for the technique chosen when the session was opened. Rules are checked while you write; every remark has its weight, reason and source, and a button where there is a remedy.'
			),
			picture('step-2', '第二步的页面', 'The page of step 2'),
			points(
				[
					'隐蔽信息测试和紧张峰测试：缓冲项、目标项、陪衬项；陪衬项与目标项同类、长短相近、同样合理。',
					'Concealed-information and peak-of-tension tests: buffer, key and foils of the same kind and length, equally plausible.'
				],
				[
					'探索性测试：没有已知的目标项，各项覆盖所有可能，并包括“其他”。',
					'Searching tests: no key is known; the items cover what is possible, "anything else" included.'
				],
				[
					'准绳问题类测试和相关/无关测试：按该方法的次序填写每一问，标明类型、标签和期望的回答。',
					'Comparison and relevant-irrelevant tests: fill in each question in the order of the technique, with its type, label and the answer expected.'
				],
				[
					'图片和实物可以作为刺激；读题可以用录音或者工作站语音。',
					'Pictures and objects can be shown; items can be played from a recording or spoken by the workstation.'
				]
			),
			text(
				'似真性检验：请若干不了解案情的人在各项中选出“最可能的一项”，把结果粘贴或填入，程序给出精确概率。目标项被选中过多，说明题目本身泄露了答案。',
				'Plausibility: ask people who know nothing of the case which item seems most likely, and paste or enter their choices; the probability is exact. A key chosen too often gives itself away.'
			),
			text(
				'盲审：另一名测试人员在看不到目标项和案件事实的情况下审阅题目。之后锁定：题目表得到版本号和哈希。锁定后改题即为新的一轮，旧版本和它的图谱仍然保留。',
				'Blind review: another tester reads the list without keys and facts. Then lock it: the list gets a version and a hash. A question changed later begins a new series; the old version and its charts stay on record.'
			),
			text(
				'呈现次序由种子随机产生，页面列出目标项落在每个位置的概率，看得出位置会不会暴露目标项。',
				'Orders are drawn from a seed. The page shows how likely the key stands at each place, so that one sees whether the place gives it away.'
			)
		]
	},
	{
		id: 'list-review',
		title: { zh: '盲审题目表', en: 'Reviewing a list blind' },
		pages: ['/review'],
		parts: [
			text(
				'被请去盲审的人只看到题干和各项文字，看不到案件、事实和哪一项是目标项。请写下您认为哪一项像真的、哪一项显得特别、哪里的用词不妥。提交之后才能看到其余内容，提交后不能修改。',
				'Whoever reviews a list sees stems and items only: no case, no facts, no key. Say which item you would take for the true one, which stands out, and what should be worded otherwise. It cannot be changed once it is handed in.'
			)
		]
	},
	{
		id: 'pre-test',
		title: { zh: '第三步：测前谈话', en: 'Step 3: pre-test interview' },
		pages: ['/cases/*/sessions/*/pre-test-interview'],
		parts: [
			text(
				'页面给出可以照读的谈话稿，每一部分做完即打勾。任何时候被测人都可以撤回同意，“撤回同意”会立即停止一切记录和提问。',
				'The page is a script to be read; each part is ticked when it is done. Consent can be withdrawn at any time: "withdraw consent" stops every recording and every question at once.'
			),
			picture('step-3', '第三步的页面', 'The page of step 3'),
			steps(
				[
					'核实身份，说明目的，逐项告知权利；拒绝不会带来任何不利。',
					'Check identity, say what the test is for, explain every right. Refusing has no consequence.'
				],
				['由被测人决定并签字。', 'The person decides, and signs.'],
				[
					'询问健康、用药、睡眠和疲劳；出现不宜测试的情形就停止。',
					'Ask about health, medication, sleep and fatigue. Stop when the person is not fit.'
				],
				[
					'逐题询问已经知道什么、从谁那里知道；不要说出目标项。',
					'Ask for each question what is already known and from whom, without saying the key.'
				],
				[
					'方法要求时逐字核对问题；说明传感器。',
					'Go through the questions word by word where the technique needs it; explain the sensors.'
				],
				[
					'熟悉测试：被测人任选一个数字，程序如实检查哪些通道有反应。结果不作假，图谱单独保存，不参与评分。',
					'Acquaintance test: the person picks a number, and the program looks honestly at which channels respond. Nothing is faked; the chart is kept apart and never scored.'
				]
			)
		]
	}
];
