/**
 * The guide's chapters on what stays: sealing, checking, where data lies, backup.
 *
 * @module
 */
import type { GuideChapter } from './guide-chapter.ts';

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
						zh: '为了快速打开，浏览器保存看过的已封存图谱的副本，至多 512 MB，最久没有看的先删除。退出登录、锁定屏幕或者换人登录时，副本全部删除；没有空间时页面会说明，图谱照常从服务器读取。',
						en: 'So that they open fast the browser keeps copies of sealed charts that were looked at, 512 MB at most, the one not looked at for longest going first. Signing out, locking the screen or another person signing in deletes them all; where there is no room the page says so, and charts are read from the server as ever.'
					},
					{
						zh: '备份：停止程序，复制整个文件夹到另一块磁盘。恢复：放回原处再启动。',
						en: 'Backup: stop the application and copy the whole folder to another disk. To restore, put it back and start.'
					},
					{
						zh: '生理信号属于敏感个人信息：限制查阅，依法限期保存。',
						en: 'Physiological data are sensitive personal information: restrict access and keep them for a limited time.'
					}
				]
			}
		]
	}
];
