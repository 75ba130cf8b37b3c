/**
 * The certificate of a destruction to be printed and signed, in Chinese and English.
 *
 * @module
 */
import { writeRanges } from '#lib/core/integrity/ranges.ts';
import type { ErasureCertificate } from './erase.ts';

/** What a destruction does not reach: said with every certificate. */
export const BACKUPS_REMAIN = {
	zh: '此前的备份中仍有被密钥文件加密的旧数据密钥；备份轮换之前，同时持有该备份、其解密身份与密钥文件者可以恢复。请按轮换周期销毁旧备份。',
	en: 'Backups made before hold the data keys, wrapped by the key file, until they are rotated: whoever has such a backup, its identity and the key file could recover the content. Destroy older backups at their rotation.'
} as const;

/** The certificate as plain text. */
export function certificateText(certificate: ErasureCertificate): string {
	const { id, caseId, subjectCode, reason, proposedBy, executedBy, executedAt } = certificate;
	const records = (list: ErasureCertificate['sessions']): string =>
		list.map((one) => `${one.id} (${one.events})`).join('、') || '—';
	return [
		'销毁证明 / Certificate of destruction',
		`编号 / No.: ${id}`,
		`案件 / Case: ${caseId}`,
		`被测人代号 / Subject: ${subjectCode ?? '全案 whole case'}`,
		`理由 / Reason: ${reason}`,
		`提出人 / Proposed by: ${proposedBy}`,
		`执行人 / Carried out by: ${executedBy}`,
		`时间 / At: ${executedAt}`,
		`测试（事件数）/ Sessions (events): ${records(certificate.sessions)}`,
		`询问（事件数）/ Interviews (events): ${records(certificate.interviews)}`,
		`已销毁密钥 / Destroyed keys: ${certificate.keys.join('、')}`,
		`日志叶号 / Leaves of the log: ${writeRanges(certificate.leaves) || '—'}`,
		'内容密钥已销毁，内容不可恢复；日志条目仍在，可继续核验。',
		'The keys are destroyed and the content cannot be recovered; the entries of the log remain and can be checked.',
		'日志中相应的盐值已删除，叶仍可核验。',
		'The salts of these leaves were deleted from the log; the leaves can still be checked.',
		BACKUPS_REMAIN.zh,
		BACKUPS_REMAIN.en,
		'签名 / Signatures: ____________  ____________',
		''
	].join('\n');
}
