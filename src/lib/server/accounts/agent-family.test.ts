import { expect, test } from 'vitest';
import { agentFamily } from './agent-family.ts';

const chrome = (version: string, system = 'Windows NT 10.0; Win64; x64') =>
	`Mozilla/5.0 (${system}) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${version} Safari/537.36`;

test('an update of the browser keeps its family, another browser or system does not', () => {
	expect(agentFamily(chrome('139.0.0.0'))).toBe('chrome/windows');
	expect(agentFamily(chrome('140.0.0.0'))).toBe(agentFamily(chrome('139.0.0.0')));
	expect(agentFamily(chrome('139.0.0.0', 'X11; Linux x86_64'))).toBe('chrome/linux');
	expect(agentFamily(`${chrome('139.0.0.0')} Edg/139.0.0.0`)).toBe('edge/windows');
	expect(
		agentFamily('Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0')
	).toBe('firefox/linux');
});

test('what says nothing of itself is a family too', () => {
	for (const agent of [null, undefined, '', 'curl/8.5.0'])
		expect(agentFamily(agent)).toBe('other/other');
});
