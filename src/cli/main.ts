/**
 * The command line: `npm run -s jingwei -- <verb> …`. JSON on standard output, one-line errors on standard
 * error; exit 0 done, 1 refused or found wrong, 2 not understood.
 *
 * @module
 */
import { isLabError } from '#lib/core/errors.ts';
import { usageError } from './arguments.ts';

/** Each verb: how it is called and what it does. Its file is `<verb>.ts` and exports a function of that name. */
const verbs = {
	decode: ['decode --device ID < BYTES', 'device bytes to CSV'],
	inspect: ['inspect FILE', 'what an EDF or BDF file holds'],
	simulate: ['simulate --out FOLDER', 'a whole test of the virtual subject, as a session folder'],
	analyse: ['analyse FILE', 'beats, breaths and responses of a CSV, EDF or BDF file or a session'],
	score: ['score FOLDER | --method …', 'statistics of a session, or of a table of measurements'],
	protocols: ['protocols [FOLDER]', 'validates protocol files'],
	archive: ['archive upload | check', 'sealed folders to the archive, or whether it is unchanged'],
	'migrate-database': ['migrate-database FILE URL', 'an embedded database into a PostgreSQL'],
	'verify-log': [
		'verify-log [FILE]',
		'whether the laboratory’s log and its records are as they were written'
	],
	verify: ['verify FOLDER', 'whether the folder of a session or interview is whole and unchanged'],
	'backup-key': ['backup-key FOLDER', 'makes the identity (for the safe) and recipient of backups'],
	backup: ['backup FOLDER', 'the whole laboratory as one encrypted file'],
	restore: ['restore FILE FOLDER', 'a backup into an empty data folder, all of it checked'],
	keys: ['keys split|join …', 'the key of the laboratory in the hands of three custodians']
} as const;
type Verb = keyof typeof verbs;
type Run = (args: string[]) => Promise<number>;
/** A verb's file: the function of its name, and `usage` where one line is not enough. */
type VerbFile = Readonly<Record<string, Run | string | undefined>>;

function isVerb(word: string): word is Verb {
	return Object.hasOwn(verbs, word);
}

function help(): string {
	const lines = Object.values(verbs).map(([usage, what]) => `  ${usage.padEnd(28)}${what}`);
	return ['jingwei <verb> …', ...lines, `  ${'help'.padEnd(28)}this list`, ''].join('\n');
}

async function load(verb: Verb): Promise<{ run: Run; usage: string }> {
	const file = new URL(`./${verb}.ts`, import.meta.url);
	try {
		const { [verb]: run, usage } = (await import(file.href)) as VerbFile;
		const short = `${verbs[verb].join('\n  ')}\n`;
		if (typeof run === 'function') return { run, usage: typeof usage === 'string' ? usage : short };
	} catch (error) {
		if (!isAbsent(error, file)) throw error;
	}
	throw usageError(`${verb} is not part of this installation`);
}

/** Whether the verb's own file is absent, and not something it needs. */
function isAbsent(error: unknown, file: URL): boolean {
	const { code, url } = error as { code?: unknown; url?: unknown };
	return code === 'ERR_MODULE_NOT_FOUND' && url === file.href;
}

async function run(words: readonly string[]): Promise<number> {
	const [word = 'help', ...args] = words;
	if (word === 'help' || word === '--help' || word === '-h') {
		process.stdout.write(help());
		return 0;
	}
	if (!isVerb(word)) throw usageError(`no verb ${word}; see jingwei help`);
	const verb = await load(word);
	if (!args.includes('--help')) return verb.run(args);
	process.stdout.write(`jingwei ${verb.usage}`);
	return 0;
}

/** Says why on one line; a bug keeps its stack, because nobody expects it. */
function explain(error: unknown): number {
	const isUsage = isLabError(error) && error.code === 'cli/usage';
	const isExpected = isLabError(error) || isSystemError(error);
	const text = error instanceof Error ? (isExpected ? error.message : error.stack) : String(error);
	const line = isExpected ? (text ?? '').replaceAll(/\s+/g, ' ') : (text ?? '');
	process.stderr.write(`jingwei: ${line}\n`);
	return isUsage ? 2 : 1;
}

/** An error of the operating system, such as a file that is not there. */
function isSystemError(error: unknown): boolean {
	return error instanceof Error && 'syscall' in error && 'code' in error;
}

// whoever reads the output may have seen enough (`… | head`): that is no error of ours
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
	if (error.code !== 'EPIPE') throw error;
	process.exit(0);
});
process.exitCode = await run(process.argv.slice(2)).catch(explain);
