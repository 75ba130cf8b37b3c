/**
 * Runs the command line as a process of its own.
 *
 * @module
 */
import { spawn } from 'node:child_process';
import { join } from 'node:path';

const MAIN = join(import.meta.dirname, '../../src/cli/main.ts');

/** How a run ended. */
export interface Ended {
	readonly code: number | null;
	readonly stdout: string;
	readonly stderr: string;
}

/**
 * Runs `jingwei` with these words.
 *
 * @param closeAfter stop reading its output after so many bytes, as `head` does
 */
export async function jingwei(words: readonly string[], closeAfter = Infinity): Promise<Ended> {
	const child = spawn(process.execPath, [MAIN, ...words], { stdio: ['ignore', 'pipe', 'pipe'] });
	let stdout = '';
	let stderr = '';
	child.stdout.on('data', (chunk: Buffer) => {
		stdout += chunk.toString();
		if (stdout.length > closeAfter) child.stdout.destroy();
	});
	child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
	const code = await new Promise<number | null>((resolve, reject) => {
		child.on('close', resolve).on('error', reject);
	});
	return { code, stdout, stderr };
}
