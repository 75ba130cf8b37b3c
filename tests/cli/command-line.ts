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

/** Checks a sealed folder as in the laboratory whose keys an environment names. */
export function verifyWith(
	environment: Readonly<Record<string, string>>,
	folder: string
): Promise<Ended> {
	return jingwei(['verify', folder], Infinity, { environment });
}

/**
 * Runs `jingwei` with these words.
 *
 * @param closeAfter stop reading its output after so many bytes, as `head` does
 * @param largestFile no file it writes may grow beyond so many times 1024 bytes, as on a full disk
 * @param environment which laboratory's keys it finds, beside this process's own
 */
export async function jingwei(
	words: readonly string[],
	closeAfter = Infinity,
	{
		largestFile,
		environment = {}
	}: {
		readonly largestFile?: number;
		readonly environment?: Readonly<Record<string, string>>;
	} = {}
): Promise<Ended> {
	const plain = [process.execPath, MAIN, ...words];
	const [program = '', ...rest] =
		largestFile === undefined
			? plain
			: ['bash', '-c', `ulimit -f ${largestFile}; exec "$@"`, 'bash', ...plain];
	const child = spawn(program, rest, {
		stdio: ['ignore', 'pipe', 'pipe'],
		env: { ...process.env, ...environment }
	});
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
