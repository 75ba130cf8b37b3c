/**
 * The guide's chapter on coding a recorded interview.
 *
 * @module
 */
import type { GuideChapter } from './guide-chapter.ts';

/** What whoever codes a recording does. */
export const codingChapter: GuideChapter = {
	id: 'coding',
	title: { zh: '录音录像编码', en: 'Coding a recording' },
	pages: ['/cases/*/interviews/*/coding'],
	parts: [
		{
			kind: 'text',
			text: {
				zh: '讯问页上打开“录音录像编码”。录音录像文件留在录音录像系统中，不复制、不上传：只在本工作站读取并计算SHA-256校验值，长文件需要几分钟。登记的是校验值、文件名、时长和起点；打开别的文件时会提示不是同一份，也不能标注。编码人互相独立：提交同一段之前看不到他人在该段的标注和评定；直接查看结果的人不再评定那些段，日志中有记录。保护性指标始终向所有人显示。',
				en: 'Open “Code the recording” on the page of an interview. The file stays where the recording system keeps it and is neither copied nor uploaded: this workstation reads it and computes its SHA-256, which takes minutes for a long file. Recorded are that value, name, length and where it begins; another file is told to be another, and nothing can be marked in it. Coders are blind to each other: what others marked and rated in a slice is shown after the own form of it; whoever looks first no longer rates those slices, and the log says so. Signs of harm are shown to everyone at once.'
			}
		},
		{
			kind: 'steps',
			points: [
				{
					zh: '第一位编码人核对录音录像编号，在文件中找到讯问开始和第1段开始的时刻并登记。已有标注后不能再改。',
					en: 'The first coder checks the number of the recording, finds in the file when the interview was opened and when slice 1 begins, and records them. They stay once something is marked.'
				},
				{
					zh: '播放并标注：45项指标、保护性指标和讯问人员行为都可标注。按时长编码的项目按一次开始、再按一次结束；评3须写明其他可能解释。标错的写明理由撤回。',
					en: 'Play and mark: the 45 indicators, safeguard signs and the interviewers’ conduct. What is coded by length is marked at its beginning and its end; a 3 needs another explanation. A wrong mark is withdrawn with a reason.'
				},
				{
					zh: '“评定”：采用由标注形成的草稿（次数计数、时长合计、强度取最大、比例取最后一次估计），补全未标注的项目——“无”是0，未能观察到是“未见”——再提交。2分、3分都有时间，可以更正。',
					en: '“Rating”: take over the draft from marks (times counted, lengths added, the greatest strength, the latest estimate of a share), complete what was not marked (none is 0, what could not be seen is “not seen”) and hand in. Each 2 and 3 has a time, which can be corrected.'
				},
				{
					zh: '每次讯问问一次是否知道测试结果、他人陈述或案件结果。知情的照常评定，该段权重减半（0.5，专家初值），网格上写明。',
					en: 'Once in an interview you are asked whether you know test results, statements of others or the outcome. If so you still rate; the slice counts half (0.5, expert default) and the grid says so.'
				},
				{
					zh: '标注可申请导出为ELAN文件（.eaf，每名编码人、每个项目一层）或表格（.csv），经另一人批准后供外部专家独立复核。',
					en: 'Marks can be exported for ELAN (.eaf, a tier for each coder and item) or as a table (.csv), for independent experts, once another person approves.'
				}
			]
		},
		{
			kind: 'keys',
			keys: [
				{ key: '␣', text: { zh: '播放或暂停', en: 'play or pause' } },
				{ key: '← →', text: { zh: '1秒；加⇧为5秒', en: '1 s; with ⇧ 5 s' } },
				{ key: '− +', text: { zh: '减速、加速', en: 'slower, faster' } },
				{ key: '[ ]', text: { zh: '10分钟分段边界', en: 'border of a slice' } },
				{ key: '↑ ↓', text: { zh: '上一项、下一项', en: 'item before, after' } },
				{ key: '0 1 2 3 N', text: { zh: '评分；无法观察', en: 'value; could not be seen' } },
				{ key: 'M', text: { zh: '在此刻标注；加⇧写备注', en: 'mark this moment; with ⇧ a note' } },
				{ key: '?', text: { zh: '显示全部按键', en: 'show all keys' } }
			]
		}
	]
};
