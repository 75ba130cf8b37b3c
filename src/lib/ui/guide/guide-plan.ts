/**
 * The guide's chapter on planning an interview and disclosing evidence.
 *
 * @module
 */
import type { GuideChapter } from './guide-chapter.ts';

/** Planning, two agendas, ladders. */
export const planChapter: GuideChapter = {
	id: 'interview-plan',
	title: { zh: '讯问计划与出示证据', en: 'Planning an interview and disclosing evidence' },
	parts: [
		{
			kind: 'text',
			text: {
				zh: '讯问前先写计划，讯问中照计划工作。顺序不因评定结果而变：先听自由陈述，再澄清，最后才出示。每次保存都是新的一版，旧版保留在记录中。',
				en: 'The plan is written before the interview and worked with during it. The order does not change with any rating: free account, clarify, disclose last. Each saving is a new version; the log keeps the earlier ones.'
			}
		},
		{
			kind: 'steps',
			points: [
				{
					zh: '“计划”：写明分工、录音录像设备的检查、目的，以及待查的角色假设和其他可能。',
					en: '“Plan”: who does what, the check of the recording device, the purpose, and the role hypothesis with what else may be so.'
				},
				{
					zh: '两份议题并排：左边是对方想说的事，先听；右边是讯问人的议题。每个议题写明想了解什么、拟用的开放问题和有关事实，再一步步标明进展。',
					en: 'Two agendas side by side: what the person wants to raise, which comes first, and what the interviewers want to know. Each topic says what is to be learned, the open questions and the facts; its status goes on step by step.'
				},
				{
					zh: '事实来自案件板。留作测试、辨认或保留的事实只显示代号，不提及，也不能计划出示；措辞中含有其内容时拒绝保存。',
					en: 'Facts come from the case board. A fact kept for a test, for identification or held back is a code: it is not mentioned and cannot be planned for disclosure, and wording with its text is not saved.'
				},
				{
					zh: '“计划出示”：证据编号、能说明和不能说明什么、无罪的解释及怎样核实、由开放到封闭的问题、引入和请其回应的话、何时停止，以及由弱到强、由概括到确切的每一步原话。起草人以外的人逐步核对属实。',
					en: '“Plan how it is disclosed”: exhibit, what it proves and does not, innocent explanations and how each is checked, questions from open to closed, what is said to introduce and to let respond, when to stop, and the exact words of each step, from weak and vague to strong and exact. Somebody else than the drafter finds every step true.'
				},
				{
					zh: '“现在说这一步”只在没有任何障碍时出现：事实已核实，该议题陈述完整，没有未处理的保护性指标，十分钟内没有不适迹象，按顺序，一次一项；来自其他对象陈述的内容须经批准并照原话说。否则写明原因。先登记，再说，然后原话记录回答和新的情况。',
					en: '“Say this step now” appears only when nothing stands against it: the fact is verified, the account of its topic is complete, no safeguard alarm is open, no sign of distress within ten minutes, in order, one at a time; what another subject said needs an approval and its very words. Otherwise the reasons stand there. It is recorded first, then said; then the answer is written down word for word, and what is new.'
				},
				{
					zh: '连续两次出示没有新情况：停下，修改计划后再继续。出示的内容后来发现有误：在录像中更正并登记；该事实的出示计划须重写并重新核对。',
					en: 'Two disclosures without anything new: stop and change the plan first. Something shown turns out wrong: put it right on the recording and write it down; the ladder of that fact is drafted and checked anew.'
				}
			]
		}
	]
};
