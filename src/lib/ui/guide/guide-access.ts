/**
 * The guide's chapter on who gets in and who sees what: second factor, duties of administrators, subjects of an
 * assignment, urgent access; and on what leaves the laboratory.
 *
 * @module
 */
import type { GuideChapter } from './guide-chapter.ts';
import { points, steps, text } from './guide-part.ts';

/** Who gets in. */
export const access: readonly GuideChapter[] = [
	{
		id: 'access',
		title: { zh: '登录与权限', en: 'Signing in and rights' },
		pages: ['/urgent', '/account', '/admin', '/admin/grants', '/admin/trail'],
		parts: [
			text(
				'正式使用时每个账户都要启用第二重验证（身份验证器的 6 位码）：未启用之前只能打开“我的账户”。演示不要求。离开十分钟自动锁屏，输入密码（启用了第二重验证的还要验证码）继续；锁屏和登出都不会停止正在进行的记录。',
				'In real use every account needs a second factor (6-digit code of an authenticator): until it is set up only “My account” opens. The demonstration does not ask for one. A screen locks after ten minutes and opens with the password, and the code where there is one; neither a lock nor a sign-out stops a recording that runs.'
			),
			text(
				'签名、导出、启用校准、授权和紧急查阅会再次要求密码，启用了第二重验证的还要验证码；每个验证码只能用一次，刚用过的要等下一个。换浏览器或换系统后原来的登录失效。“我的账户”列出已登录的地方，可结束其他登录；改密码、启用或停用第二重验证时其他登录随之结束。',
				'Signing, exports, adopting a calibration, granting roles and urgent access ask for the password again, and for the code where there is one; each code opens once, so wait for the next one after it was used. A sign-in that turns up in another browser or system does not count. “My account” lists where you are signed in and ends what is elsewhere; a new password or a changed second factor does so by itself.'
			),
			points(
				[
					'指派可以限定被测人：在案件页“指派”时填写被测人编号，其他被测人的测试和讯问对其不存在；看板只在本组范围内开放。',
					'An assignment can be limited to subjects: enter their codes when assigning on the page of the case. Tests and interviews of other subjects do not exist for that person; the board opens only within their team.'
				],
				[
					'讯问人员在封存之前看不到图谱，包括正在记录的图谱。',
					'Interviewers see no chart before the test is sealed, not even while it is recorded.'
				],
				[
					'指派结束、账户停用或登出后，打开着的画面在十秒内关闭。',
					'When an assignment ends, an account is disabled or somebody signs out, open views close within ten seconds.'
				]
			),
			text(
				'三员分立：系统管理员建立、停用账户；安全管理员授予角色（有两名以上时须两人同意，不得为自己授权）；审计管理员查看系统审计记录。一人只担任一项。第一个管理员是系统管理员，请尽早建立另外两个账户。任何管理员都看不到案件内容。安全管理员忘记密码时，须由另一名安全管理员重置，因此应设两名。',
				'Three duties: the system administrator makes and disables accounts; the security administrator grants roles (where there are two or more, two have to agree; nobody grants to themselves); the audit administrator reads the trail of the system. One person holds one. The first administrator runs the system and should make the other two accounts soon. No administrator sees anything of a case. A security administrator who forgot the password needs another one to reset it: appoint two.'
			),
			steps(
				[
					'紧急查阅：菜单“紧急查阅”，填写案件编号和至少 20 个字符的事由，输入本人密码，由第二人在同一页输入其用户名和密码。',
					'Urgent access: from the menu, enter the number of the case and a reason of at least 20 characters, your own password, and have a second person enter their user name and password on the same page.'
				],
				[
					'六十分钟内只读：不能填写，不能导出；每页顶部有红色提示。可以提前结束。',
					'For sixty minutes the case can be read: nothing can be written or exported, and every page carries a red banner. It can be ended early.'
				],
				[
					'未参与确认的负责人在一个工作日内复核；逾期会在其每页顶部提示。周六、周日不计；法定节假日须自行留意。',
					'A supervisor who did not confirm it reviews it within one working day; after that every page of theirs says so. Saturdays and Sundays do not count; public holidays are not known.'
				]
			),
			text(
				'实验室不使用身份验证器时，可由管理员以 JINGWEI_SECOND_FACTOR=optional 启动，责任自负。',
				'A laboratory without authenticators can be started with JINGWEI_SECOND_FACTOR=optional; whoever does so answers for it.'
			)
		]
	},
	{
		id: 'exports',
		title: { zh: '导出', en: 'Exports' },
		pages: ['/exports'],
		parts: [
			text(
				'把材料带出实验室须由另一名负责人批准。在意见书页、测量表、讯问的封存页或者标注页按“申请导出”，选择内容，写明接收人和用途。在屏幕上查看、打印预览不是导出。复核人员不能导出；讯问人员对测试只能申请意见书的 PDF。',
				'Whatever leaves the laboratory needs the approval of another supervisor. Press “Request an export” on the report page, at the table of measurements, at the seal of an interview or at its marks, choose what, and name recipient and purpose. Looking at a page or a print preview is no export. Reviewers take nothing out; interviewers can ask for a test’s report as PDF only.'
			),
			steps(
				[
					'申请出现在负责人的待办和“导出”页。申请人自己是负责人的，由另一名负责人审批。审批时再次输入密码（和验证码）。',
					'The request is in the supervisors’ work list and on the page “Exports”. A supervisor’s own request is decided by another one. Deciding asks for the password (and the code) again.'
				],
				[
					'批准时给出编号，如 JW-2026-000123，不会再次使用。申请人在三天内再次输入密码领取，最多三份；每次领取，包括没有成功的，都计数并留痕。',
					'Approval gives a number such as JW-2026-000123 that is never used again. Within three days whoever asked fetches it with the password, at most three copies; every try, also one that fails, is counted and recorded.'
				],
				[
					'PDF 每页有斜向水印：编号、份号、领取人、接收人、时间、用途。其余为 ZIP，内有导出说明（export/export.json），由实验室日志密钥签名；证据包中的核验程序会显示并核对。',
					'A PDF bears number, copy, who fetched it, recipient, time and purpose across every page. Everything else is a ZIP with a statement (export/export.json) signed with the key of the laboratory’s log; the verifier in an evidence package shows and checks it.'
				]
			),
			text(
				'证据包内的意见书没有水印：封存的文件不再改动。拿走导出说明的人，留下的包里看不出编号；哪些导出过，以导出登记和审计记录为准。',
				'The report inside an evidence package has no watermark: what was sealed is not changed. Whoever takes the statement away leaves a package without a number; what was exported stands in the log of exports and in the audit trail.'
			)
		]
	}
];
