import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { nodePath } from './prepare.mjs';

test("the project's own Node runs TypeScript as it is", () => {
	const source = 'const answer: number = 42; console.log(answer)';
	const output = execFileSync(nodePath(), ['--input-type=module-typescript', '-e', source]);
	expect(output.toString().trim()).toBe('42');
});
