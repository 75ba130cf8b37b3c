/**
 * The guide's chapters on what stays: sealing, checking, where data lies, backup.
 *
 * @module
 */
import type { GuideChapter } from './guide-chapter.ts';
import { steps, text } from './guide-part.ts';

/** What is read afterwards. */
export const keeping: readonly GuideChapter[] = [
	{
		id: 'result',
		title: { zh: '结果与报告', en: 'Result and report' },
		parts: [
			{
				kind: 'text',
				text: {
					zh: '“结果”页写明做了什么、测了什么、排除了什么、每个统计量与其零假设、敏感性、局限和核验信息，可以直接打印为 A4。封存之前标明“未封存，不是正式报告”；讯问和复核人员在封存之后才能看到结果。',
					en: 'The result page says what was done, measured and excluded, each statistic with its null hypothesis, how sensitive it is, its limits, and how to verify it. It prints on A4. Before sealing it is marked as not final; interviewers and reviewers see the result after sealing only.'
				}
			}
		]
	},
	{
		id: 'verify',
		title: { zh: '封存与核验', en: 'Sealing and verifying' },
		parts: [
			{
				kind: 'text',
				text: {
					zh: '封存把全部记录、图谱文件和所用规则放进一个文件夹，并写下每个文件的哈希；此后不再变动。任何人都可以核验：改动一个字节、多一个或者少一个文件都会被指出。',
					en: 'Sealing puts all records, chart files and the protocols used into one folder with the hash of every file; nothing changes after that. Anybody can check it: one changed byte, one file too many or too few is found.'
				}
			},
			{ kind: 'command', command: 'npm run -s jingwei -- verify data/archive/SESSION' },
			{
				kind: 'text',
				text: {
					zh: '图谱是标准 BDF+ 文件，可以用任何 EDF 软件打开。',
					en: 'Charts are standard BDF+ files that any EDF software opens.'
				}
			}
		]
	},
	{
		id: 'integrity',
		title: { zh: '防篡改日志', en: 'The tamper-evident log' },
		pages: ['/integrity'],
		parts: [
			text(
				'每条记录写入时都在日志中留一条不含内容的印记（SHA-256 和 SM3）。日志每分钟、以及每次封存、定稿、签名和交出证据包时签名一次，得到一个“日志头”。有数据库全部权限的人可以改写数据库和日志，但改不了已经留存在别处的日志头。',
				'Every record leaves a mark in the log when it is written (SHA-256 and SM3), without its content. The log is signed every minute and whenever something is sealed, issued, signed or handed out; that is a “head”. Whoever owns the database can rewrite it and the log, but not a head that is kept elsewhere.'
			),
			steps(
				[
					'主管或者管理员打开菜单中的“防篡改日志”，定期打印日志码，签字后另行保管。意见书末尾也印有日志码。',
					'Supervisor or administrator open “Tamper-evident log” in the menu, print the code from time to time, sign it and keep it elsewhere. Reports carry a code at their end too.'
				],
				[
					'管理员设置外部留存：JINGWEI_WITNESS 指定另一块磁盘或者共享上的见证文件；JINGWEI_TSA_URL 和 JINGWEI_TSA_CERT 指定本单位的时间戳服务。留存失败时页面会写明，工作不受影响。',
					'The administrator sets up places outside: JINGWEI_WITNESS, a file on another disk or share; JINGWEI_TSA_URL and JINGWEI_TSA_CERT, the time stamp authority of the office. The page says when that fails; work goes on.'
				],
				[
					'“立即核验”逐条核对；命令行用 npm run -s jingwei -- verify-log，可加 --printed 日志码、--witness 见证文件、--tsa-cert 证书。退出码 0 相符，1 有改动，2 内容不全，3 无法核验。',
					'“Check now” compares everything; on the command line: npm run -s jingwei -- verify-log, with --printed CODE, --witness FILE, --tsa-cert CERTIFICATE. Exit code 0 as it was, 1 changed, 2 incomplete, 3 could not be checked.'
				],
				[
					'签名密钥文件 log-key 最好放在数据库以外的介质上（JINGWEI_LOG_KEY）。更换密钥时保留旧文件的副本；旧公钥留在日志中。',
					'The key that signs, log-key, is better kept on another medium than the database (JINGWEI_LOG_KEY). Keep a copy of the old file when you change it; old public keys stay in the log.'
				]
			),
			text(
				'局限：没有任何外部留存时，掌握数据库和签名密钥的人可以整体重做一份自洽的日志；启用日志之前的记录，只能证明启用之后没有改动；服务器时钟只有时间戳可以旁证。',
				'Limits: with nothing kept outside, whoever has database and signing key can make another consistent log; of records older than the log it shows only that they did not change since; the clock of the server is confirmed by time stamps only.'
			)
		]
	},
	{
		id: 'data',
		title: { zh: '数据在哪里，怎样备份', en: 'Where the data lies, and backup' },
		parts: [
			{
				kind: 'points',
				points: [
					{
						zh: '全部数据在一个文件夹：data/，或者环境变量 JINGWEI_DATA 指定的位置。',
						en: 'Everything lies in one folder: data/, or where JINGWEI_DATA points.'
					},
					{
						zh: 'jingwei.sqlite 是数据库，recordings/ 是图谱，archive/ 是封存的文件夹，secret 是密钥，须一并保管。',
						en: 'jingwei.sqlite is the database, recordings/ the charts, archive/ the sealed folders, secret the key of the laboratory. Keep them together.'
					},
					{
						zh: '案件文字在数据库里是加密的，已结束的测试和询问的文件也是加密的。总密钥在 key-encryption-key 文件里：请把它移到另一介质（U 盘、另一块盘），并用环境变量 JINGWEI_KEY_FILE 指明位置。没有它，谁也读不出数据，包括本程序；备份里没有它，须单独妥善保管。',
						en: 'Texts of cases are encrypted in the database, and so are the files of tests and interviews that have ended. The main key is the file key-encryption-key: move it to another medium (a stick, another disk) and say where in JINGWEI_KEY_FILE. Without it nobody reads the data, this program included; it is in no backup, so keep it safe on its own.'
					},
					{
						zh: '总密钥可以分给三名保管人，任意两人到场才能启动：先 npm run -s jingwei -- keys split 文件夹，收走三份后删除密钥文件；启动前 keys join 份额一 份额二，密钥写到 JINGWEI_KEY_FILE（宜用关机即消失的 /run 或 /dev/shm）。',
						en: 'The main key can be given to three custodians, any two of whom have to be there to start: npm run -s jingwei -- keys split FOLDER, hand out the three files and remove the key file; before a start, keys join SHARE SHARE writes the key to JINGWEI_KEY_FILE (best in /run or /dev/shm, which are gone when the machine is off).'
					},
					{
						zh: '使用国密算法：第一次启动前设 JINGWEI_CIPHER=sm4（SM4 与 HMAC-SM3）。正在记录的图谱是普通 BDF+ 文件，结束后才加密；启用加密之前写入的事件保持原样。磁盘本身仍应加密（LUKS2、BitLocker）：文件加密后，旧的明文块可能还留在磁盘上。',
						en: 'For the Chinese commercial suite set JINGWEI_CIPHER=sm4 before the first start (SM4 with HMAC-SM3). A running recording is a plain BDF+ file and is encrypted when it has ended; events written before there were keys stay as they are. The disk itself should be encrypted, too (LUKS2, BitLocker): old clear blocks may remain on it after a file was encrypted.'
					},
					{
						zh: '为了快速打开，浏览器保存看过的已封存图谱的副本，至多 512 MB，最久没有看的先删除。退出登录、锁定屏幕或者换人登录时，副本全部删除；没有空间时页面会说明，图谱照常从服务器读取。',
						en: 'So that they open fast the browser keeps copies of sealed charts that were looked at, 512 MB at most, the one not looked at for longest going first. Signing out, locking the screen or another person signing in deletes them all; where there is no room the page says so, and charts are read from the server as ever.'
					},
					{
						zh: '浏览器保存的内容（未发送的记录、未填完的表、图谱副本）都已加密，密钥由服务器在登录后给出，只在页面内存中，退出登录即消失；换人登录打不开。页面提示“无法打开”时内容原样保留，清理浏览器之前先告知管理员。从旧版本升级后，每人首次登录时把自己留下的明文记录加密一次。请在工作站上关闭浏览器的密码保存和同步。',
						en: 'What the browser keeps (records not sent yet, half-filled forms, copies of charts) is encrypted. The server gives the key after sign-in; it is in the memory of the page only and gone at sign-out, and nobody else who signs in can open it. When a page says that something "cannot be opened", it stays as it is: tell the administrator before the browser is cleared. After an update from an earlier version, what each person left in clear is encrypted at their first sign-in. Turn password saving and synchronisation of the browser off at workstations.'
					},
					{
						zh: '备份和恢复用命令完成，见下一章；程序不必停止。',
						en: 'Backup and restoring are commands, see the next chapter; the application need not be stopped.'
					},
					{
						zh: '生理信号属于敏感个人信息：限制查阅，依法限期保存。',
						en: 'Physiological data are sensitive personal information: restrict access and keep them for a limited time.'
					}
				]
			}
		]
	},
	{
		id: 'backup',
		title: { zh: '备份与恢复', en: 'Backup and restoring' },
		parts: [
			{
				kind: 'text',
				text: {
					zh: '第一次：生成一对备份密钥。backup-identity 能打开所有备份，只放保险柜，不留在服务器；backup-recipient 只能做备份，放在服务器。',
					en: 'Once: make the pair of backup keys. backup-identity opens every backup: keep it in the safe, never on the server. backup-recipient can only make backups: it stays on the server.'
				}
			},
			{ kind: 'command', command: 'npm run -s jingwei -- backup-key FOLDER' },
			{
				kind: 'text',
				text: {
					zh: '每天：程序运行时即可备份。数据库、图谱、封存文件夹、媒体文件和规则写成一个加密文件，写完整之前名称以 .part 结尾。每次都是完整备份；正在记录的图谱按当时长度保存。请复制到另一台机器和离线介质。',
					en: 'Every day: a backup is made while the application runs. Database, charts, sealed folders, media and protocols become one encrypted file; until it is whole its name ends with .part. Every backup is whole; a chart that is being recorded is kept as long as it was. Copy it to another machine and to a medium that is not connected.'
				}
			},
			{
				kind: 'command',
				command: 'npm run -s jingwei -- backup FOLDER --recipient backup-recipient'
			},
			{
				kind: 'text',
				text: {
					zh: '恢复：只写入空文件夹（PostgreSQL 为空库，用 DATABASE_URL 指定），旧版本的数据表自动升级，逐一检查日志和封存文件夹，并打印恢复纪要，存档备查。规则放在恢复后的 protocols 文件夹。',
					en: 'Restoring: only into an empty folder (and an empty PostgreSQL, named by DATABASE_URL). Older tables are brought up to date, every log and sealed folder is checked, and the minutes of the restoration are printed for your file. Protocols are in the folder protocols of the restored laboratory.'
				}
			},
			{
				kind: 'command',
				command: 'npm run -s jingwei -- restore FILE FOLDER --identity backup-identity'
			},
			{
				kind: 'points',
				points: [
					{
						zh: '备份不含密钥文件（key-encryption-key、log-key、export-key）：另行保管，恢复时放回；没有静态数据密钥，加密的内容无法读出。secret 在备份内，登录的第二重验证需要它。',
						en: 'Key files (key-encryption-key, log-key, export-key) are not in a backup: keep them apart and put them back when restoring; without the key of data at rest what is encrypted cannot be read. secret is in it: second factors need it.'
					},
					{
						zh: '已销毁的被测人密钥仍以密文形式留在较早的备份里：销毁之后，下一次轮换时必须销毁早于销毁日期的备份。',
						en: 'Keys of people whose data were destroyed are still in older backups, encrypted: at the next rotation backups older than the destruction have to be destroyed.'
					},
					{
						zh: '每季度演练一次：在空机器上恢复，exit 为 0、faults 为空才算合格，纪要入档。',
						en: 'Practise every quarter: restore on an empty machine. It passes with exit 0 and no faults; file the minutes.'
					}
				]
			}
		]
	}
];
