/**
 * Words that everybody tries first in a laboratory like this one: a password made of nothing else is refused.
 *
 * The product, the office, its roles and rooms in Pinyin and English, what stands first in lists of common passwords, and
 * rows of keys. The list is the document of what is refused; an office may have words of its own, which its instruction
 * on passwords should name.
 *
 * @module
 */

/** In lower case; letters in the place of others (`p@ssw0rd`) are read as those before they are compared. */
export const PASSWORD_WORDS: readonly string[] = [
	// the product and what it does
	...[
		'jingwei',
		'polygraph',
		'liedetector',
		'lie',
		'detector',
		'cit',
		'gkt',
		'cqt',
		'test',
		'exam'
	],
	...[
		'经纬',
		'测谎',
		'心理测试',
		'测试',
		'图谱',
		'xinliceshi',
		'xinli',
		'ceshi',
		'cehuang',
		'tupu'
	],
	// the office
	...['检察院', '检察', '实验室', '中国', 'jianchayuan', 'jiancha', 'jcy', 'procuratorate'],
	...['prosecutor', 'prosecutors', 'office', 'shiyanshi', 'laboratory', 'lab', 'china', 'zhongguo'],
	// roles and accounts
	...['管理员', '密码', 'guanliyuan', 'mima', 'tester', 'interviewer', 'reviewer', 'supervisor'],
	...['administrator', 'admin', 'security', 'audit', 'root', 'user', 'guest', 'system', 'demo'],
	...['account', 'login', 'signin', 'default', 'changeme', 'change', 'secret', 'master', 'server'],
	// first in lists of common passwords
	...['password', 'passwort', 'passw', 'passphrase', 'pass', 'pwd', 'welcome', 'letmein', 'hello'],
	...['iloveyou', 'love', 'monkey', 'dragon', 'sunshine', 'princess', 'football', 'baseball'],
	...['superman', 'batman', 'shadow', 'michael', 'jordan', 'starwars', 'computer', 'internet'],
	...['woaini', 'aini', 'wodemima', 'nihao', 'haha', 'beijing', 'shanghai'],
	// rows of keys and of the alphabet
	...[
		'qwertyuiop',
		'qwertyui',
		'qwerty',
		'qwert',
		'qwer',
		'asdfghjkl',
		'asdfgh',
		'asdf',
		'zxcvbnm'
	],
	...['zxcvbn', 'zxcv', 'qazwsxedc', 'qazwsx', 'qaz', 'wsx', 'edc', 'rfv', 'tgb', 'yhn', 'ujm'],
	...['abcdefghijkl', 'abcdefgh', 'abcdef', 'abcd', 'abc', 'aaa', 'xxx', 'zzz']
];

/** Signs that stand for letters between letters. */
const STANDS_FOR: Readonly<Record<string, string>> = {
	...{ '@': 'a', '4': 'a', '0': 'o', '3': 'e', '1': 'l', '!': 'i', $: 's', '5': 's', '7': 't' }
};

/** Letters that have to be left when the words, digits and signs are taken out. */
const LEAST_LEFT = 4;

/** Longest first, so that a word within another leaves nothing of it. */
const words = PASSWORD_WORDS.toSorted((a, b) => b.length - a.length);

function withoutWords(text: string): string {
	return words.reduce((left, word) => left.replaceAll(word, ' '), text);
}

const letters = (text: string): number => text.match(/\p{L}/gu)?.length ?? 0;

/**
 * Whether a password is made of such words, digits and signs, and hardly anything else.
 *
 * @param own further words, e.g. the person's user name
 */
export function isMadeOfWords(password: string, own: readonly string[] = []): boolean {
	const lower = own.reduce(
		(text, word) => (word === '' ? text : text.replaceAll(word.toLowerCase(), ' ')),
		password.toLowerCase()
	);
	const read = lower.replaceAll(/(?<=\p{L})[@403!1$57]+(?=\p{L})/gu, (signs) =>
		[...signs].map((sign) => STANDS_FOR[sign] ?? sign).join('')
	);
	// a password of signs alone, with more of them than anybody's birthday has, is no word
	if (letters(lower) === 0) return !/[^\d\s.\-/_]/.test(lower);
	return [lower, read].some((text) => letters(withoutWords(text)) < LEAST_LEFT);
}
