/**
 * The guide's chapters on a test as it is done: the six steps, the keys, disturbances.
 *
 * @module
 */
import type { GuideChapter } from './guide-chapter.ts';

/** What is read during the work. */
export const daily: readonly GuideChapter[] = [
	{
		id: 'steps',
		title: { zh: '六步程序', en: 'The six steps' },
		parts: [
			{
				kind: 'text',
				text: {
					zh: '一步做完才能进入下一步。右侧“本步需要”列出还缺什么；全部满足后点“完成本步”。写下的记录不能删除，只能以新记录更正，并写明理由。',
					en: 'A step opens when the one before it is complete. The list on the right says what is missing; when everything is met, complete the step. A record is never deleted: it is corrected by a new record with its reason.'
				}
			},
			{
				kind: 'steps',
				points: [
					{
						zh: '案件心理分析：描述被测人（只用代号），逐条登记案件事实及其知情范围，提出可被推翻的假设。',
						en: 'Case psychology: describe the person under a code, record the facts of the case and who may know each, and state hypotheses that can be refuted.'
					},
					{
						zh: '编题：每条事实编一题，一个缓冲项、一个目标项、至少四个陪衬项；处理规则检查的提示，锁定题目表。',
						en: 'Question drafting: one question for a fact, with a buffer, the key and at least four foils. Deal with the rule checks, then lock the list.'
					},
					{
						zh: '测前谈话：核实身份，告知权利，由被测人决定是否参加，询问身心状况和已知情况，检查传感器。',
						en: 'Pre-test interview: check identity, explain the rights, let the person decide, ask about fitness and what is already known, check the sensors.'
					},
					{
						zh: '正式测试：开始一张图谱，按系统随机给出的次序读题并标记。',
						en: 'Formal test: start a chart, read the items in the order drawn, and mark them.'
					},
					{
						zh: '图谱分析：只看图谱填写并封存自己的评分表，由不参与本案的人盲评复核；检查质量，说明排除和重新测量的理由，查看得分和什么会改变结果，写出测试意见、局限和其他可能的解释。',
						en: 'Chart analysis: fill in and seal your own score sheet from the trace alone; somebody outside the case scores blind. Review the quality, give a reason for each value left out or measured anew, look at the scores and at what would change them, and write the opinion with its limits and other explanations.'
					},
					{
						zh: '测后谈话：用开放式问题听取说明，结束谈话，封存。',
						en: 'Post-test interview: hear the person out with open questions, close the interview, and seal.'
					}
				]
			}
		]
	},
	{
		id: 'keys',
		title: { zh: '正式测试的快捷键', en: 'Keys of the formal test' },
		parts: [
			{
				kind: 'text',
				text: {
					zh: '焦点在输入框或者对话框中时，快捷键不起作用。标记时刻取自按键的瞬间。',
					en: 'Keys work while no field or dialog has the focus. A mark carries the moment of the key press.'
				}
			},
			{
				kind: 'keys',
				keys: [
					{
						key: 'X',
						text: {
							zh: '宣布开始（X）或者结束（XX）',
							en: 'Announce the start (X) or the end (XX)'
						}
					},
					{
						key: '␣',
						text: { zh: '提问开始；再按一次为提问结束', en: 'Onset of the item; again: its end' }
					},
					{ key: 'Y N S', text: { zh: '回答：是、否、未作答', en: 'Answer: yes, no, silent' } },
					{
						key: 'A',
						text: {
							zh: '干扰标记：先记下时刻，再按字母选代码',
							en: 'Artifact: the moment is kept, then a letter chooses the code'
						}
					},
					{ key: 'P', text: { zh: '暂停或者继续提问', en: 'Pause or go on asking' } },
					{ key: 'Esc Esc', text: { zh: '立即停止记录', en: 'Stop the recording at once' } },
					{ key: '?', text: { zh: '显示全部快捷键', en: 'Show all keys' } }
				]
			}
		]
	},
	{
		id: 'not-confirmed',
		title: { zh: '“未确认”是什么意思', en: 'What "not confirmed" means' },
		parts: [
			{
				kind: 'text',
				text: {
					zh: '每条记录先写在本机浏览器里，再送往服务器；服务器写入磁盘并确认之后才算记录。顶栏的“未确认”是还在路上的条数，网络或者服务器恢复后会自动补送，时刻不变，不会重复。请在显示为零之后再关闭浏览器。“被拒绝”表示服务器没有接受，点开可以看到理由。',
					en: 'A record is first written in this browser and then sent. It counts as recorded once the server has it on disk and says so. "Not confirmed" in the top bar is what is still on its way; it is sent again by itself, once, with its original time. Close the browser when nothing is waiting. "Refused" means the server did not take it; open it to see why.'
				}
			}
		]
	},
	{
		id: 'disturbed',
		title: { zh: '记录受到干扰时', en: 'When the recording is disturbed' },
		parts: [
			{
				kind: 'points',
				points: [
					{
						zh: '被测人动作、深呼吸、外界声响：按 A 加标记，继续测试。',
						en: 'Movement, a deep breath, noise: mark it with A and go on.'
					},
					{
						zh: '一项受到明显干扰：作废本项并写明理由，稍后重读。',
						en: 'An item clearly disturbed: void it with the reason and read it again later.'
					},
					{
						zh: '“数据停滞”“信号丢失”：检查接线、供电和电极，程序会自动重连。丢失的数据如实记为间断，不会补造。',
						en: '"Stalled" or "lost": check cable, power and electrodes; the program reconnects by itself. What is missing is declared as a gap and never made up.'
					},
					{
						zh: '“失去联系”或者页面关闭：记录由独立进程写盘，仍在继续；重新打开页面即可接着做。',
						en: 'No contact, or the page was closed: the recording is written by a process of its own and goes on. Open the page again and continue.'
					},
					{
						zh: '断电或者程序中断：重新启动后文件会自动修复到最后写入的一秒；必要时开始一张新图谱。',
						en: 'Power cut or crash: after a restart the file is repaired up to the last second written. Start a new chart if needed.'
					},
					{
						zh: '被测人要求停止：立即停止，记录其原话。',
						en: 'The person asks to stop: stop at once and record their words.'
					}
				]
			}
		]
	}
];
