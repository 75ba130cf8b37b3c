import { expect, test } from 'vitest';
import { isMadeOfWords, PASSWORD_WORDS } from './password-words.ts';

test.each([
	...[
		'password1234',
		'Jiancha@2026!',
		'jingwei-jingwei',
		'P@ssw0rd123456',
		'p455w0rd-p455w0rd',
		'qwertyuiop123'
	],
	...[
		'1qaz2wsx3edc',
		'xinliceshi2026',
		'检察院测谎实验室12345',
		'admin.admin.admin',
		'123456789012'
	],
	...['2026-11-30-1970', 'iloveyou520520', 'abcdefghijkl', 'LetMeIn123456', 'woaini5201314']
])('%s is made of what everybody tries', (password) => {
	expect(isMadeOfWords(password)).toBe(true);
});

test.each([
	...['correct horse battery', 'correct horse 1', 'tiger-lamp-Wednesday', 'uM4vQ9zKp2xB'],
	...['山高月小水落石出', 'a laboratory of spoons', '#!&)(=?;:*~^', 'Xq7!pL0z@test']
])('%s is not', (password) => {
	expect(isMadeOfWords(password)).toBe(false);
});

test('words of a person count, too', () => {
	expect(isMadeOfWords('wanglili-2026-test')).toBe(false);
	expect(isMadeOfWords('wanglili-2026-test', ['wanglili'])).toBe(true);
});

test('each word is compared as it can be found', () => {
	expect(PASSWORD_WORDS.filter((word) => word !== word.toLowerCase())).toEqual([]);
	expect(new Set(PASSWORD_WORDS).size).toBe(PASSWORD_WORDS.length);
});
