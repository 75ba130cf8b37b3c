/** Protocols as a laboratory may keep its own, so that two cores keep up with a lapse of time. */
import { cpSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** A copy with the virtual instrument at 100 Hz; the caller removes it. */
export function slowerInstrument(): string {
	const folder = mkdtempSync(join(tmpdir(), 'jingwei-protocols-'));
	cpSync(resolve(import.meta.dirname, '../../protocols'), folder, { recursive: true });
	const profile = join(folder, 'devices/virtual-bitalino.yaml');
	writeFileSync(profile, readFileSync(profile, 'utf8').replace('rateHz: 1000', 'rateHz: 100'));
	return folder;
}

/** The same, and one chart of one question is enough for every technique. */
export function shortTests(): string {
	const folder = slowerInstrument();
	for (const name of readdirSync(join(folder, 'techniques'))) {
		const path = join(folder, 'techniques', name);
		const text = readFileSync(path, 'utf8');
		const short = text.replace(
			/^(charts|questions|series):\n([ ]+)atLeast: \{ value: \d+/gm,
			'$1:\n$2atLeast: { value: 1'
		);
		writeFileSync(path, short);
	}
	return folder;
}
