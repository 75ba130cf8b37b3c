/**
 * The Chromium that browser and end-to-end tests use: `CHROMIUM_PATH`, the system's, or the one npm
 * brought along, unpacked once per version.
 *
 * @module
 */
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/**
 * Software rendering, and a camera and microphone that need no hardware. Without `--disable-gpu` frames go
 * through an emulated graphics card, which stalls a page of live traces for seconds.
 */
const ARGUMENTS = [
	'--no-sandbox',
	'--disable-gpu',
	'--use-fake-device-for-media-stream',
	'--use-fake-ui-for-media-stream'
];

const SYSTEM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** What Playwright needs to start the browser. */
export interface BrowserLaunch {
	readonly executablePath: string;
	readonly args: string[];
	readonly env: Record<string, string>;
}

/** Finds a Chromium, unpacking npm's when the machine has none. */
export async function launchOptions(): Promise<BrowserLaunch> {
	const env = Object.fromEntries(
		Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined)
	);
	const given = process.env['CHROMIUM_PATH'] ?? SYSTEM.find((path) => existsSync(path));
	if (given !== undefined) return { executablePath: given, args: ARGUMENTS, env };
	const folder = await unpacked();
	return {
		executablePath: join(folder, 'chromium'),
		args: [...ARGUMENTS, '--headless=shell'],
		env: {
			...env,
			FONTCONFIG_FILE: await fontSettings(folder),
			LD_LIBRARY_PATH: [join(folder, 'al2023/lib'), env['LD_LIBRARY_PATH']]
				.filter(Boolean)
				.join(':')
		}
	};
}

/** The folder of npm's Chromium; appears under its final name only when complete. */
async function unpacked(): Promise<string> {
	const packageFolder = dirname(
		dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium'))
	);
	const manifest = await readFile(join(packageFolder, 'package.json'), 'utf8');
	const { version } = JSON.parse(manifest) as { version: string };
	const final = join(tmpdir(), `jingwei-chromium-${version}`);
	if (existsSync(final)) return final;
	await mkdir(tmpdir(), { recursive: true });
	const partial = await mkdtemp(join(tmpdir(), 'jingwei-chromium-'));
	await unpackInto(partial, join(packageFolder, 'bin'));
	try {
		await rename(partial, final);
	} catch (error) {
		await rm(partial, { recursive: true, force: true });
		// another process was quicker
		if (!existsSync(final)) throw error;
	}
	return final;
}

/**
 * Settings that name the unpacked fonts: those of the package look elsewhere, and a Chromium that finds
 * no font at all shows no text, not even in fonts a page brings along.
 */
async function fontSettings(folder: string): Promise<string> {
	const file = join(folder, 'jingwei-fonts.conf');
	if (!existsSync(file))
		await writeFile(
			file,
			`<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
	<dir>${join(folder, 'fonts/fonts')}</dir>
	<dir>/usr/share/fonts</dir>
	<cachedir>${join(folder, 'font-cache')}</cachedir>
</fontconfig>
`
		);
	return file;
}

/** The package unpacks to the temporary directory and nowhere else: that is what is changed here. */
async function unpackInto(folder: string, packed: string): Promise<void> {
	const before = process.env['TMPDIR'];
	process.env['TMPDIR'] = folder;
	try {
		const { inflate } = await import('@sparticuz/chromium');
		const parts = ['chromium.br', 'fonts.tar.br', 'swiftshader.tar.br', 'al2023.tar.br'];
		await Promise.all(parts.map((part) => inflate(join(packed, part))));
	} finally {
		if (before === undefined) delete process.env['TMPDIR'];
		else process.env['TMPDIR'] = before;
	}
}
