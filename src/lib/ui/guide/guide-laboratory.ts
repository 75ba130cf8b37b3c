/**
 * The guide's chapters on the laboratory: work list, instruments, quality review, legal checks of a test, report.
 *
 * @module
 */
import type { GuideChapter } from './guide-chapter.ts';
import { picture, points, steps, text } from './guide-part.ts';

/** Report, signatures and the package for others. */
export const report: GuideChapter = {
	id: 'report',
	title: { zh: '意见书、签名和证据包', en: 'Report, signatures, evidence package' },
	pages: ['/cases/*/sessions/*/report', '/cases/*/sessions/*/result'],
	parts: [
		text(
			'意见书由记录自动汇成，您补写委托单位、委托事项、案情摘要等。签发前检查用词；签发后得到版本号和哈希。',
			'The report is put together from the record; you add requesting unit, request and case summary. Its wording is checked before it is issued; then it has a version and a hash.'
		),
		picture('report', '心理测试意见书', 'The report'),
		steps(
			[
				'完成图谱分析，填写意见书的各项，签发一个版本。',
				'Complete chart analysis, fill in the particulars, issue a version.'
			],
			[
				'测试人员和复核人员分别签名，签名时再次输入密码。',
				'Tester and reviewer sign, each with their password once more.'
			],
			[
				'此后任何改动都会使签名失效：须签发新版本并重新签名。',
				'Any later change makes the signatures void: issue a new version and sign again.'
			],
			[
				'要带出实验室的，申请导出 PDF（矢量图谱，每页有水印）或者可以编辑的 DOCX，由另一名负责人批准。封存时签发的版本一并封存。',
				'To take it out of the laboratory, request an export of the PDF (vector charts, a watermark on every page) or the editable DOCX; another supervisor approves. What was issued is sealed with the session.'
			]
		),
		text(
			'证据包是一个 ZIP：BDF+ 记录、事件、测量表、意见书、清单，以及不依赖本程序的离线核验工具。',
			'The evidence package is a ZIP: BDF+ recordings, events, measurement table, report, manifest, and an offline verifier that needs nothing of this program.'
		)
	]
};

/** How a laboratory is kept. */
export const laboratory: readonly GuideChapter[] = [
	{
		id: 'work',
		title: { zh: '工作清单', en: 'Work list' },
		pages: ['/work', '/cases'],
		parts: [
			text(
				'登录后的第一页列出等您处理的事情，以及被什么挡住的事情：缺哪一项、等谁。点一行就到要做的地方。',
				'The first page lists what waits for you, and what is blocked and by what: which thing is missing, and who has to do it. A line leads to the place.'
			),
			picture('work', '工作清单', 'The work list')
		]
	},
	{
		id: 'laboratory',
		title: { zh: '实验室管理', en: 'The laboratory' },
		pages: ['/laboratory'],
		parts: [
			text(
				'房间、仪器、人员资格和耗材各有一份只能追加的记录。仪器有校准日期和自检；过期会挡住正式测试。',
				'Rooms, instruments, qualifications and consumables have records that are only added to. An instrument has its calibration and self-tests; out of date, it blocks a formal test.'
			),
			picture(
				'laboratory',
				'测试人员看到的实验室页面',
				'The page of the laboratory, as a tester sees it'
			),
			points(
				[
					'自检：在第四步的设备栏开始，记录几秒钟，检查采样率、通道和丢失。',
					'Self-test: start it at the device panel of step 4; it records some seconds and looks at rate, channels and loss.'
				],
				[
					'质量检查：常规按比例抽取，重点按条件抽取，专项由负责人指定；抽取的种子保留。检查人员不能是参与该测试的人。',
					'Quality review: routine by share, focused by condition, special by a supervisor; the seed of a draw is kept. Nobody reviews a test they took part in.'
				],
				[
					'问题台账：每个问题有负责人、期限和整改证据；逾期会显示。',
					'Findings: each has an owner, a date and what closed it. What is overdue is shown.'
				],
				[
					'统计只针对整个实验室，不按测试结果给人排名。',
					'Statistics are of the laboratory as a whole. Nobody is ranked by outcomes.'
				]
			)
		]
	},
	{
		id: 'test-law',
		title: { zh: '测试中的法律检查', en: 'Legal checks of a test' },
		parts: [
			text(
				'每一步旁边列出当时适用的规则：禁止、提醒或者记录，附原文和来源。程序已经知道的不再询问。禁止项未处理时不能继续；法律允许时，负责人可以写明理由予以放行，放行会记录在案。',
				'Beside each step stand the rules of that moment: block, warn or log, with text and source. What the record already says is not asked. A block stops the work; where the law allows it a supervisor may set it aside with a reason, which is recorded.'
			),
			text(
				'计时栏显示测试、休息和用餐间隔，以及距离下一个上限还有多久。离开系统的文字在签发和封存之前都要经过用词检查。',
				'The clock line shows testing, rest and meals, and the time to the next limit. Words that leave the system are checked before a report is issued and before a session is sealed.'
			)
		]
	}
];
