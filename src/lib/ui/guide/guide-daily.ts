/**
 * The guide's chapters on a test as it is done: the six steps, the keys, disturbances.
 *
 * @module
 */
import type { GuideChapter } from './guide-chapter.ts';
import { conducting } from './guide-conducting.ts';
import { text } from './guide-part.ts';
import { preparing } from './guide-preparing.ts';

/** What is read during the work. */
export const daily: readonly GuideChapter[] = [
	{
		id: 'steps',
		title: { zh: '六步程序', en: 'The six steps' },
		pages: ['/cases/*/sessions'],
		parts: [
			text(
				'一步做完才能进入下一步。右侧“本步需要”列出还缺什么；全部满足后点“完成本步”。写下的记录不能删除，只能以新记录更正，并写明理由。',
				'A step opens when the one before it is complete. The list on the right says what is missing; when everything is met, complete the step. A record is never deleted: it is corrected by a new record with its reason.'
			)
		]
	},
	...preparing,
	...conducting,
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
					zh: '每条记录先写在本机浏览器里，再送往服务器；服务器写入磁盘并确认之后才算记录。顶栏的“未确认”是还在路上的条数，网络或者服务器恢复后会自动补送，时刻不变，不会重复。请在显示为零之后再关闭浏览器。“被退回”表示服务器没有接受，点开可以看到理由。“未能写入本机”表示浏览器的存储已满、被禁止或没有响应：记录只在此页面中，全部确认之前不要关闭它。打开多少标签页都可以：看不见的让出连接，再看时从中断处接上；并排的窗口超过三个时，多出的一个会提示“打开的窗口太多”。',
					en: 'A record is first written in this browser and then sent. It counts as recorded once the server has it on disk and says so. "Not confirmed" in the top bar is what is still on its way; it is sent again by itself, once, with its original time. Close the browser when nothing is waiting. "Refused" means the server did not take it; open it to see why. "Not written on this computer" means that the browser keeps nothing (full, forbidden, silent): the records are in that page only, so leave it open until all are confirmed. Open as many tabs as you like: hidden ones give up their connection and go on where they stopped when they are seen again; with more than three windows side by side the one too many says "Too many windows".'
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
						zh: '被测人动作、深呼吸、外界声响：按 A 加干扰（伪迹）标记，继续测试。',
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
						zh: '连接仪器两秒仍没有有效数据：仪器旁边写明“尚无有效数据”和收到多少字节；程序继续等待，其间不能开始测试。一个字节也没有，检查电源、接线和端口；有字节而没有有效数据，核对仪器类型和端口。',
						en: 'No valid frames 2 s after connecting: it is said beside the instrument, with how many bytes came; waiting goes on, and no chart starts meanwhile. Nothing at all: check power, cable and port. Bytes but no frames: check profile and port.'
					},
					{
						zh: '“失去联系”或者页面关闭：记录由独立进程写盘，仍在继续；重新打开页面即可接着做。',
						en: 'No contact, or the page was closed: the recording is written by a process of its own and goes on. Open the page again and continue.'
					},
					{
						zh: '磁盘剩余不到五分之一时有提示，不到十分之一时为红色。剩余空间放不下两小时的记录，就不能开始新的测试；测试中途写满，数据先留在内存，腾出空间后自动写入；管理员设有备用文件夹（JINGWEI_SPILL，另一块磁盘）时显示“写入备用盘”，数据写在那里，腾出空间后自动写回。备用文件夹与数据同盘或者不能写入，测试前就有提示。',
						en: 'Below a fifth of the disk free there is a warning, below a tenth it is red. Without room for two hours of recording no chart starts; when the disk fills up during one, data wait in memory and are written once there is room. With a spare folder on another disk (JINGWEI_SPILL, set by the administrator) it says "on the spare disk": data are written there and put back once there is room. A spare folder on the same disk, or one that cannot be written, is told of before a test.'
					},
					{
						zh: '测试中途有人调整电脑时钟：采样和标记的时刻不受影响，调整的幅度写在采集文件的注释里。',
						en: 'The clock of the computer set during a chart: samples and marks keep their times; by how much it was set stands in the annotations of the recording.'
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
