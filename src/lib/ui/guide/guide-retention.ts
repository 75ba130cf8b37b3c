/**
 * The guide's chapter on what becomes of a case: closing, archive, sealing, reading by order, destruction.
 *
 * @module
 */
import type { GuideChapter } from './guide-chapter.ts';
import { points, steps, text } from './guide-part.ts';

/** After the work on a case. */
export const retention: GuideChapter = {
	id: 'retention',
	title: { zh: '归档、封存与销毁', en: 'Archive, sealing and destruction' },
	pages: ['/retention', '/cases/*/retention'],
	parts: [
		text(
			'案件依次为：在办、已结、已归档、已封存、已销毁。负责人在案件的“保管与销毁”页办理，每一步都要填写理由并再次输入密码。系统不会自行归档或销毁，到期的事项列在负责人的工作清单上。',
			'A case is active, closed, archived, sealed and destroyed, in this order. A supervisor does each step on the page “Retention” of the case, with a reason and their password again. Nothing is archived or destroyed by itself: what is due stands on the supervisor’s work list.'
		),
		points(
			[
				'已结：不再开启新的测试、讯问和指派，尚余的签发、封存可以继续；可以恢复办理。',
				'Closed: no new tests, interviews or assignments; what remains to be signed or sealed goes on. It can be reopened.'
			],
			[
				'已归档：只读，不再出现在工作清单；可以调出。',
				'Archived: read only and on no work list. It can be retrieved.'
			],
			[
				'已封存：不出现在任何列表、检索和统计中，不能撤回。',
				'Sealed: in no list, search or count. This cannot be undone.'
			],
			[
				'类别和期限的默认值在 procedure/retention.yaml 中；刑事案件随刑事案卷保管，届满日按案卷期限逐案填写。',
				'Kinds and periods are in procedure/retention.yaml. A criminal case is kept with the criminal file: its last day is entered for each case.'
			]
		),
		steps(
			[
				'查阅封存案件：菜单“封存与销毁”，填写案件编号、文书号和理由，输入本人密码。',
				'To read a sealed case, choose “Sealed and destroyed” in the menu and enter its number, the number of the order, the reason and your password.'
			],
			[
				'另一名负责人或管理员在同一页批准。此后仅申请人可以只读查阅，默认 8 小时，可以提前结束。',
				'Another supervisor or an administrator approves it on the same page. Then only whoever asked can read it, for 8 hours unless the file says otherwise; it can be ended early.'
			]
		),
		steps(
			[
				'销毁：负责人提出，一名被测人的记录在案件的“保管与销毁”页提出，已封存的全案在“封存与销毁”页按编号提出；期限未满须填写文书号。',
				'Destruction: a supervisor proposes it, of one person on the page “Retention” of the case, of a whole sealed case on the page “Sealed and destroyed” by its number. Before the last day it takes the number of an order.'
			],
			[
				'管理员（系统或安全）在“封存与销毁”页输入密码执行。管理员只看到编号。',
				'A system or security administrator carries it out on the page “Sealed and destroyed”, with their password. They see ids only.'
			],
			[
				'打印销毁证明并签名。证明列出被销毁的密钥和日志叶号；日志仍可核验。',
				'Print the certificate and sign it. It names the destroyed keys and the leaves of the log, which can still be checked.'
			]
		),
		text(
			'此前的备份在轮换之前仍含有加密的旧密钥：同时持有旧备份、其解密身份和密钥文件者可以恢复。请按轮换周期销毁旧备份。各工作站浏览器中的缓存不受服务器控制，请在该站登出。',
			'Older backups hold the wrapped keys until they are rotated: whoever has one, its identity and the key file could recover the content. Destroy them at their rotation. What browsers keep is not reached by the server: sign out at the stations concerned.'
		)
	]
};
