/**
 * The witness file: every head that is anchored, one line each, in a file on another disk or share. Lines are only added;
 * the program never reads it back to decide anything.
 *
 * @module
 */
import { mkdir, open, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { canonicalJson } from '#lib/core/audit/canonical.ts';
import type { LogAnchor } from '#lib/core/integrity/head-chain.ts';
import { headHash, treeHead, type TreeHead } from '#lib/core/integrity/tree-head.ts';
import { LabError } from '#lib/core/errors.ts';

/** Adds a head; it is on the disk when this returns. */
export async function writeWitness(path: string, head: TreeHead): Promise<void> {
	await mkdir(dirname(path), { recursive: true });
	const file = await open(path, 'a', 0o600);
	try {
		await file.writeFile(`${canonicalJson(head)}\n`);
		await file.sync();
	} finally {
		await file.close();
	}
}

/**
 * The heads of a witness file, as anchors. A last line without an end is what a power cut left and counts for nothing.
 *
 * @throws {LabError} `integrity/witness` naming the line
 */
export async function readWitness(path: string): Promise<LogAnchor[]> {
	const lines = (await readFile(path, 'utf8')).split('\n').slice(0, -1);
	return lines.map((line, index) => anchorOf(line, `${path}:${index + 1}`));
}

function anchorOf(line: string, where: string): LogAnchor {
	try {
		const head = treeHead.parse(JSON.parse(line));
		const { number, size, sha256, keyId } = head;
		return { number, size, sha256, keyId, headHash: headHash(head), where };
	} catch (error) {
		throw new LabError('integrity/witness', `expected a signed tree head in ${where}`, {
			cause: error
		});
	}
}
