/**
 * Chapter of the guide: a laboratory with several stations.
 *
 * @module
 */
import type { GuideChapter } from './guide-chapter.ts';
import { text } from './guide-part.ts';

/** Several stations, one database, one archive. */
export const stations: GuideChapter = {
	id: 'stations',
	title: { zh: '多个工作站', en: 'Several stations' },
	parts: [
		text(
			'一台工作站什么都不需要另装。多台工作站时，每台都运行同一个程序，共用一个 PostgreSQL 数据库和一个归档库（S3 兼容存储，或者共享文件夹）。图谱始终先写在本机，网络中断不丢样本。',
			'One station needs nothing else. With several, each runs the same application, and they share one PostgreSQL and one archive (an S3-compatible store, or a shared folder). A recording is always written at its own station first, so a network that breaks costs no sample.'
		),
		{
			kind: 'steps',
			points: [
				{
					zh: '停止程序，做一次备份，再把原来的数据迁入空的 PostgreSQL 数据库。原文件只读，不会改变；逐行比对一致后才算完成。',
					en: 'Stop the application, make a backup, then move what there is into an empty PostgreSQL. The file is only read; the move counts when every row has been compared.'
				},
				{
					zh: '每台工作站设置 DATABASE_URL、ARCHIVE_URL 和 JINGWEI_STATION（工作站名称，例如“一号测试室”）。归档库的用户名和口令用 AWS_ACCESS_KEY_ID、AWS_SECRET_ACCESS_KEY。',
					en: 'At each station set DATABASE_URL, ARCHIVE_URL and JINGWEI_STATION (its name, e.g. "Room 1"). The archive’s user and password are AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.'
				},
				{
					zh: '把原数据文件夹里的 secret 和密钥文件复制到每台工作站的数据文件夹。没有 secret，第二重验证登录无效；没有密钥文件，加密内容无法读出。数据文件夹里的 station 文件不要复制：它代表这一台工作站。',
					en: 'Copy secret and the key files of the old data folder to the data folder of each station. Without secret second factors fail; without the key files what is encrypted cannot be read. Never copy the file station: it stands for this one station.'
				},
				{
					zh: '数据库和归档库的连接使用 TLS：DATABASE_URL 末尾加 sslmode=verify-full 与 sslrootcert（需要时再加客户端证书 sslcert、sslkey），归档库地址用 https；单位自建的证书机构用 NODE_EXTRA_CA_CERTS 指定。',
					en: 'Reach both over TLS: sslmode=verify-full and sslrootcert at the end of DATABASE_URL (with sslcert and sslkey where the server asks for a client’s certificate), https for the archive; NODE_EXTRA_CA_CERTS names a certificate authority of your own.'
				},
				{
					zh: '在原来的工作站上传以前封存的文件夹。',
					en: 'At the old station bring the folders sealed so far to the archive.'
				}
			]
		},
		{
			kind: 'command',
			command: 'npm run -s jingwei -- migrate-database data/jingwei.sqlite postgres://…'
		},
		{ kind: 'command', command: 'npm run -s jingwei -- archive upload' },
		{
			kind: 'points',
			points: [
				{
					zh: '一场测试同一时间只能由一台工作站记录。别处要接管，页面会先说明由哪台工作站持有；确认接管写入审计记录，原工作站此后的操作被拒绝，已录的图谱仍由它登记。',
					en: 'One station at a time records a test. To start elsewhere the page first says which station holds it; taking over is confirmed and stands in the audit trail. What the other station still commands is refused; the chart it recorded is still entered by it.'
				},
				{
					zh: '封存后自动上传，读回核对无误才显示“已归档”；失败会一直重试，重启后继续。进度见“实验室”页。',
					en: 'A sealed folder is uploaded by itself and called archived only when all of it has been read back; a failure is tried again, after a restart too. The laboratory page shows how far it is.'
				},
				{
					zh: '其他工作站打开已归档的测试时，从归档库取回，与日志中的哈希核对后才使用，并在本机留一份副本。尚未封存上传的图谱只能在记录它的工作站查看，页面会写明是哪一台；盲评也须在该站进行。',
					en: 'Another station that opens an archived test gets it from the archive, checks it against the hash in the log before use and keeps a copy. A chart that is not sealed and uploaded yet can only be looked at where it was recorded, and the page says where; blind scoring takes place there too.'
				},
				{
					zh: '正在进行的测试，其他工作站一两秒内看到新的记录事项；实时曲线只在记录的工作站显示。',
					en: 'What is entered in a running test is seen at other stations within a second or two; live traces are shown at the recording station only.'
				},
				{
					zh: '测试中数据库断开：图谱照常记录，标记按原来的时间保存在本机浏览器，恢复后依次补入；按停止或者撤回同意，记录立即停止。断开期间不要关闭或者刷新测试页面：其他页面打不开。',
					en: 'When the database is away during a test the recording goes on, and marks are kept in this browser with their times and entered in order when it is back; stopping or revoking consent ends the recording at once. Do not close or reload the page meanwhile: no other page opens.'
				},
				{
					zh: '定期检查归档库是否被改动。',
					en: 'Check now and then that nothing in the archive was changed.'
				}
			]
		},
		{ kind: 'command', command: 'npm run -s jingwei -- archive check' }
	],
	pages: []
};
