/**
 * `npm run validate`: measures detectors and methods, writes REPORT.md and report.json beside this file.
 *
 * Needs the shared data folder (`../shared` or `JINGWEI_SHARED`).
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { requires } from '../requirements.ts';
import { reportText } from './report/report.ts';
import { rounded, validation } from './validation.ts';

if (!requires('shared')) {
	console.error('validate: the recordings are needed, nothing was written');
	process.exitCode = 1;
} else {
	const figures = rounded(await validation());
	const write = (file: string, text: string): void => {
		writeFileSync(join(import.meta.dirname, file), text);
		console.log(`written: tests/validation/${file}`);
	};
	write('report.json', `${JSON.stringify(figures, null, '\t')}\n`);
	write('REPORT.md', reportText(figures));
}
