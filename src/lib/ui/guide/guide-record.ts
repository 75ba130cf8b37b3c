/**
 * The guide's chapter on the record of an interview.
 *
 * @module
 */
import type { GuideChapter } from './guide-chapter.ts';

/** From what was said to the sealed folder. */
export const recordChapter: GuideChapter = {
	id: 'interview-record',
	title: { zh: '讯问的记录、评价与封存', en: 'Record, evaluation and seal of an interview' },
	parts: [
		{
			kind: 'text',
			text: {
				zh: '先听完整的自由陈述，再追问。原陈述永远保留：更正、撤回、核查都是新的记录，写明理由和时间。撤回不作为对本人不利的依据。',
				en: 'Hear the free account first, then ask. What was said always stays: corrections, retractions and checks are entries of their own, with reason and time. Taking a statement back never counts against the person.'
			}
		},
		{
			kind: 'steps',
			points: [
				{
					zh: '“陈述记录”：按话题排列，同一话题的先后版本并列，同一对象以前的讯问也在内；“与前一次比较”逐词显示差异。第一次不是自由陈述的话题会标明。',
					en: '“Statements”: by topic, versions side by side, those of earlier interviews of the same person too. “Compare with the version before” shows the difference word by word. A topic whose first account was not told freely is marked.'
				},
				{
					zh: '“添加细节”：写明此前是否已告知本人、向谁核查，核查后记结果。有价值的是未告知而经查属实的细节。',
					en: '“Add a detail”: say whether the person had been told it and whom to check it with, then record what the check brought. What counts are details not told before that prove true.'
				},
				{
					zh: '“撤回”：记原话，不争辩；询问原因、核查有无不当取证、告知律师和负责人，逐项完成。本人称受到强迫时停止讯问并移送，移送之前不显示指引。',
					en: '“Take back”: record the words, do not argue. Ask the reasons, check for improper methods, inform counsel and the supervisor, step by step. A claim of coercion stops the interview and is referred; guidance stays hidden until then.'
				},
				{
					zh: '“核实承认内容”：十项逐项评定，不合计。细节有误、出现顺从迹象或权利不完整时显示“未经查证的陈述”。',
					en: '“Check an admission”: ten criteria, line by line, no total. Wrong details, signs of yielding or missing rights show “unverified statement”.'
				},
				{
					zh: '“结束”：结束讯问，核对笔录和签名，主问人员与负责人各自评价。开放式提问等数字由评定人的记录计算，没有记录的才手工填写，并写明依据和数量。',
					en: '“Closing”: close, read back and sign, then the lead and a supervisor each evaluate. Figures such as the share of open questions are computed from raters’ forms; only what nobody rated is typed. Each says its basis and number.'
				},
				{
					zh: '“封存”：全部完成后由主问人员或负责人封存。文件夹含日志、网格和规则文件、可读的记录；改动一个字节也能查出：jingwei verify 文件夹。下载的ZIP先解压再核验。',
					en: '“Seal”: when all is done, by the lead or a supervisor. The folder holds the log, the files of grid and rules, and a readable record; one changed byte is found by jingwei verify FOLDER. Unpack a downloaded ZIP first.'
				},
				{
					zh: '“打印记录”：A4，含权利、陈述各版本、保护性指标、评价、签名行与哈希。负责人可在案件列表打开“讯问过程一览”。',
					en: '“Print the record”: A4, with rights, all versions, safeguards, evaluation, lines to sign and the hash. Supervisors open “How interviews were held” from the list of cases.'
				}
			]
		}
	]
};
