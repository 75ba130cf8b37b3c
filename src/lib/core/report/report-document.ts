/**
 * The report of a session, 心理测试意见书: everything it has to say, in one order, in one language.
 *
 * @module
 */
import type { Locale } from '../text.ts';
import type { ReportBlock, ReportDocument } from './blocks.ts';
import { conductBlocks, instrumentBlocks, methodBlocks, reviewBlocks } from './conduct.ts';
import { attachmentBlocks, postTestBlocks, signatureBlocks } from './ending.ts';
import { questionBlocks, talkBlocks } from './list.ts';
import { caseBlocks, consentBlocks, coverBlocks, requestBlocks, subjectBlocks } from './opening.ts';
import { limitsBlocks, opinionBlocks } from './opinion.ts';
import { qualityBlocks } from './quality.ts';
import { scoringBlocks } from './scores.ts';
import type { ReportSource } from './source.ts';
import { reportWords, sectionIds, type ReportWords, type SectionId } from './words.ts';

type Write = (source: ReportSource, words: ReportWords) => ReportBlock[];

const sections: Readonly<Record<SectionId, Write>> = {
	cover: coverBlocks,
	request: requestBlocks,
	'case-summary': caseBlocks,
	subject: subjectBlocks,
	consent: consentBlocks,
	'pre-test-review': reviewBlocks,
	instrument: instrumentBlocks,
	conduct: conductBlocks,
	method: methodBlocks,
	questions: questionBlocks,
	'pre-test-talk': talkBlocks,
	quality: qualityBlocks,
	scoring: scoringBlocks,
	opinion: opinionBlocks,
	limits: limitsBlocks,
	'post-test': postTestBlocks,
	signatures: (_, words) => signatureBlocks(words),
	attachments: attachmentBlocks
};

/** The report in a language. It says nothing of its own version or signatures: those are made on it. */
export function reportDocument(source: ReportSource, locale: Locale): ReportDocument {
	const { report } = source.texts;
	const words = reportWords(report, locale);
	return {
		title: words.text(report.title),
		number: source.state.report.draft?.reportNumber ?? '',
		sections: sectionIds.map((id, index) => {
			const found = report.sections.find((one) => one.id === id);
			const title = `${index + 1}  ${found === undefined ? id : words.text(found.title)}`;
			return { id, title, blocks: sections[id](source, words) };
		})
	};
}
