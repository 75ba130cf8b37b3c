/**
 * The guide's chapter on the law in an interview.
 *
 * @module
 */
import type { GuideChapter } from './guide-chapter.ts';

/** Clocks, legal checks, and what they keep from being done. */
export const lawChapter: GuideChapter = {
	id: 'interview-law',
	title: { zh: '讯问中的法定事项', en: 'The law in an interview' },
	parts: [
		{
			kind: 'text',
			text: {
				zh: '89条规则写在 protocols/rules/interview 中，每条都有中英文、依据和条件，可以由本单位修改。每次讯问使用建立时的规则。未知不等于符合：讯问前和开始时的硬性规则，事实未记录即按不符合处理。',
				en: '89 rules stand in protocols/rules/interview, each with its text in both languages, its source and its condition; an office may change them. An interview keeps the rules it was opened with. Not known does not mean met: before and at the start a blocking rule whose facts nobody answered counts as not met.'
			}
		},
		{
			kind: 'steps',
			points: [
				{
					zh: '“法定事项”：先填到案、羁押与休息，再回答问题（是、否、未知）。只问与现有事实有关的问题，例如年龄不满18岁时才问未成年人事项。由记录得出的事实不再询问。',
					en: '“Legal checks”: first how the person came, is held and has rested, then the questions (yes, no, not known). Only what the known facts make relevant is asked, for example what concerns minors once the age is under 18. What the log already says is not asked.'
				},
				{
					zh: '标题下一行是计时：已进行、连续讯问、距下一时限及其规则。休息在这里开始和结束；不少于15分钟的休息（实验室默认）才重新计算连续讯问。',
					en: 'The line below the heading shows the clocks: elapsed, questioning without a break, time until the next limit and its rule. Breaks begin and end here; only a break of 15 minutes or more (laboratory default) starts continuous questioning anew.'
				},
				{
					zh: '讯问中硬性规则提示时指引隐藏，不再出示；录音录像、陈述、休息、请求和结束不受影响。提醒类规则写明理由后继续。可以解除的由负责人写明理由和第二人；时限、未成年人在场、录音录像等不得解除。',
					en: 'When a blocking rule fires while it goes on, guidance is hidden and nothing is disclosed; recording, statements, breaks, requests and the end are not touched. A warning takes a reason. What can be set aside is set aside by a supervisor, with reason and second person; time limits, an adult beside a minor, the recording and others cannot.'
				},
				{
					zh: '如厕、饮水、用药、会见律师等请求和控告记在同一页，处理后写明如何处理。',
					en: 'Requests (toilet, water, medicine, counsel …) and complaints are written on the same page, with what was done when they are met.'
				},
				{
					zh: '“权利与适宜性”中可以宣读告知全文。它是模板，须由本单位以正式告知书替换（protocols/rules/interview-notice.yaml）。',
					en: 'The notice is read out from “Rights and fitness”. It is a template that the office must replace with its official one (protocols/rules/interview-notice.yaml).'
				},
				{
					zh: '拟用的问题会按 protocols/rules/interview-lint.yaml 检查威胁、许诺、欺骗、诱导等用语，可能误报，由人判断；谈及量刑、不起诉或以测试结果施压的不能保存。',
					en: 'Planned questions are looked through for threats, promises, false claims and leading wording (protocols/rules/interview-lint.yaml). It finds too much, a person decides; talk of a sentence, of no prosecution, or pressing with a test is not saved.'
				}
			]
		}
	]
};
