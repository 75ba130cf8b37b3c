/**
 * The fixed words of a report. They are data (protocols/procedure/report.yaml), in both languages; here are their ids.
 *
 * @module
 */
import { inLocale, type BilingualText, type Locale } from '../text.ts';

/**
 * The sections in their order, each with what of the field's report it answers for: numbers are points of what an honest
 * report must say, words are parts of the usual 心理测试意见书.
 *
 * @source polygraph reference 5.3 (usual contents), 4.6 (1)-(11)
 */
export const sectionItems = {
	cover: ['封面、编号', '9'],
	request: ['委托单位、委托事项、日期', '1'],
	'case-summary': ['案情摘要'],
	subject: ['被测人信息及身份核实'],
	consent: ['自愿测试声明、知情同意', '1'],
	'pre-test-review': ['测前审查（身体、精神、用药）'],
	instrument: ['仪器型号、编号、校准或者自检、软件版本', '10'],
	conduct: ['测试环境、人员、起止时间'],
	method: ['测试方法', '2', '3'],
	questions: ['测试题目表（类别、顺序、轮次）', '3'],
	'pre-test-talk': ['测前谈话要点', '3'],
	quality: ['图谱质量与干扰记录', '4'],
	scoring: ['评图方法、得分表、复核人', '5', '10'],
	opinion: ['测试意见', '6', '11'],
	limits: ['局限与法律性质说明（1999批复）', '7', '8', '9'],
	'post-test': ['测后谈话'],
	signatures: ['签名、盖章', '10'],
	attachments: ['附件：图谱、录音录像目录、哈希', '10']
} as const satisfies Readonly<Record<string, readonly string[]>>;
/** A section of the report. */
export type SectionId = keyof typeof sectionItems;
export const sectionIds = Object.keys(sectionItems) as [SectionId, ...SectionId[]];

/** Paragraphs with a source of their own. */
export const passageIds = [
	...(['times', 'code', 'purpose', 'withdrawal', 'measured', 'order', 'leakage'] as const),
	...(['quality', 'null-model', 'blind', 'verbal', 'alternatives', 'error-rates'] as const),
	...(['hashes', 'demonstration', 'self-test', 'sensitivity'] as const)
] as const;
/** A paragraph. */
export type PassageId = (typeof passageIds)[number];

/** Short words and phrases; `{name}` is filled in. */
export const wordIds = [
	...(['none', 'missing', 'yes', 'no', 'unknown', 'number', 'case', 'code', 'session'] as const),
	...(['technique', 'software', 'requesting-unit', 'request-date', 'referral'] as const),
	...(['purpose-of-technique', 'case-summary', 'sex', 'female', 'male', 'unstated'] as const),
	...(['age', 'language', 'background', 'relation', 'identity', 'identity-at'] as const),
	...(['points-read', 'points-language', 'consent', 'consent-none', 'consent-given'] as const),
	...(['consent-refused', 'consent-revoked', 'consent-form', 'written', 'recorded-oral'] as const),
	...(['understood', 'at', 'fit', 'is-fit', 'is-unfit', 'fitness-asked', 'concerns'] as const),
	...(['medication', 'note', 'device', 'profile', 'profile-hash', 'channels', 'channel'] as const),
	...(['quality-figure', 'accepted', 'self-test', 'rate', 'environment', 'staff'] as const),
	...(['in-log', 'begun', 'ended', 'chart', 'charts', 'title', 'acquaintance', 'formal'] as const),
	...(['answer', 'answer-yes', 'answer-no', 'answer-silent', 'locked', 'hash', 'label'] as const),
	...(['item', 'kind', 'question', 'known-by', 'series', 'read-in', 'not-read'] as const),
	...(['role-buffer', 'role-key', 'role-foil', 'role-item', 'role-neutral'] as const),
	...(['role-sacrifice', 'role-symptomatic', 'role-comparison', 'role-relevant'] as const),
	...(['knower-perpetrator', 'knower-investigators', 'knower-victim', 'knower-witness'] as const),
	...(['knower-press', 'knower-public', 'knower-subject-told', 'talk', 'knows'] as const),
	...(['from-whom', 'unclear', 'samples', 'lost', 'gaps', 'nominal', 'effective'] as const),
	...(['artifacts', 'artifact-by', 'remarks', 'seconds', 'feature', 'measured', 'usable'] as const),
	...(['mean-quality', 'left-out', 'voided', 'excluded', 'overridden', 'where', 'reason'] as const),
	...(['by', 'value', 'value-before', 'cause-sequence', 'cause-disconnect'] as const),
	...(['cause-stall', 'cause-recorder-restart', 'cause-storage', 'exclusion-not-asked'] as const),
	...(['exclusion-voided', 'exclusion-gap', 'exclusion-flat', 'exclusion-clipped'] as const),
	...(['exclusion-out-of-range', 'exclusion-steep', 'exclusion-next-question'] as const),
	...(['exclusion-outside-recording', 'exclusion-beats-unclear', 'exclusion-artifact'] as const),
	...(['method', 'statistic', 'p-value', 'p-exact', 'p-monte-carlo', 'null', 'scored-by'] as const),
	...(['p-approximate', 'p-none', 'per-item', 'knower-counsel', 'knower-other'] as const),
	...(['per-question', 'sources', 'seat', 'seat-first', 'seat-second', 'seat-third'] as const),
	...(['sealed-at', 'commitment', 'pairs', 'cells', 'same', 'kappa', 'icc', 'outcome'] as const),
	...(['agreed', 'disputed', 'settled', 'basis', 'thresholds', 'differs-rule'] as const),
	...(['differs-sheets', 'no-opinion', 'own-limits', 'alternatives', 'technique-limits'] as const),
	...(['clarified', 'topic', 'asked', 'statement', 'closed', 'breaks', 'complaints'] as const),
	...(['welfare', 'sign-tester', 'sign-reviewer', 'recordings', 'file', 'bytes'] as const),
	...(['files', 'protocols', 'chart-number', 'presentation', 'unit', 'draft-remarks'] as const),
	...(['other-recordings', 'total', 'legal-nature', 'earlier-list', 'earlier-charts'] as const),
	...(['sensitivity', 'change', 'change-outcome', 'change-same', 'change-none'] as const),
	...(['change-whole', 'change-without-question', 'change-without-chart'] as const),
	...(['change-without-channel', 'change-put-back', 'change-automatic-values'] as const),
	...(['change-without-weakest', 'change-with-excluded', 'change-values'] as const),
	// around the document: the page it stands on, the version, who signed
	...(['page', 'version', 'page-head', 'signed', 'signed-factor', 'not-signed', 'void'] as const),
	...(['by-hand', 'seal', 'sheet', 'sheet-missing', 'sheet-seconds', 'sheet-scale'] as const),
	...(['sheet-uncalibrated', 'sheet-notes', 'signed-content'] as const)
] as const;
/** A word or a phrase. */
export type WordId = (typeof wordIds)[number];

/** The words in one language. */
export interface ReportWords {
	readonly locale: Locale;
	readonly say: (id: WordId, inputs?: Readonly<Record<string, string | number>>) => string;
	readonly passage: (id: PassageId) => string;
	readonly text: (text: BilingualText) => string;
	/** A moment given as ISO 8601 UTC, on the clock of the report. */
	readonly time: (iso: string) => string;
	/** Names one after the other. */
	readonly listed: (items: readonly string[]) => string;
}

/** What `ReportWords` are made of. */
interface WordFile {
	readonly clock: { readonly offsetMinutes: number };
	readonly words: Readonly<Record<WordId, BilingualText>>;
	readonly passages: readonly { readonly id: PassageId; readonly text: BilingualText }[];
}

/** The words of a language. */
export function reportWords({ clock, words, passages }: WordFile, locale: Locale): ReportWords {
	const text = (given: BilingualText): string => inLocale(given, locale);
	return {
		...{ locale, text },
		say: (id, inputs = {}) =>
			text(words[id]).replaceAll(/\{(\w+)\}/g, (_, name: string) => String(inputs[name] ?? '')),
		passage: (id) => {
			const found = passages.find((one) => one.id === id);
			return found === undefined ? '' : text(found.text);
		},
		// on a fixed clock: the same report says the same wherever it is made
		time: (iso) =>
			new Date(Date.parse(iso) + 60_000 * clock.offsetMinutes)
				.toISOString()
				.slice(0, 19)
				.replace('T', ' '),
		listed: (items) => items.join(locale === 'en' ? ', ' : '、')
	};
}
