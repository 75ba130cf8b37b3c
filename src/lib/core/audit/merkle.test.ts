/** The tree of RFC 6962 against the reference roots and proofs of Certificate Transparency, and a second implementation. */
import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js';
import {
	appendLeaf,
	emptyFrontier,
	frontierRoot,
	leafHash,
	logAlgorithms,
	treeHashes,
	type Frontier,
	type LogAlgorithm
} from './merkle.ts';
import {
	consistencyRanges,
	hashesOf,
	inclusionRanges,
	isConsistent,
	isIncluded,
	type NodeOf
} from './merkle-proof.ts';

// certificate-transparency: cpp/merkletree/merkle_tree_test.cc
const inputs = [
	'',
	'00',
	'10',
	'2021',
	'3031',
	'40414243',
	'5051525354555657',
	'606162636465666768696a6b6c6d6e6f'
];
const roots = [
	'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
	'6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
	'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
	'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
	'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
	'4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
	'76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
	'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
	'5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328'
];
const [A, B, C, D, E, F] = [
	'96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
	'5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
	'6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
	'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
	'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
	'0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a'
];
const FOUR = roots[4] ?? '';

const nodeDigest = (algorithm: LogAlgorithm, ...parts: readonly Uint8Array[]): Buffer =>
	parts.reduce((hash, part) => hash.update(part), createHash(algorithm)).digest();

/** Written from the definition in the RFC, with another library. */
function plainRoot(algorithm: LogAlgorithm, leaves: readonly Uint8Array[]): Buffer {
	if (leaves.length === 0) return nodeDigest(algorithm);
	if (leaves.length === 1) return nodeDigest(algorithm, Buffer.of(0), leaves[0]!);
	let k = 1;
	while (2 * k < leaves.length) k *= 2;
	const halves = [leaves.slice(0, k), leaves.slice(k)].map((half) => plainRoot(algorithm, half));
	return nodeDigest(algorithm, Buffer.of(1), ...halves);
}

/** All trees from no leaf to all of them, and the nodes that were finished on the way. */
function grown(
	algorithm: LogAlgorithm,
	data: readonly Uint8Array[]
): { roots: Uint8Array[]; nodeOf: NodeOf } {
	const hash = treeHashes[algorithm];
	const nodes = new Map<string, Uint8Array>();
	let frontier: Frontier = emptyFrontier;
	const found = [frontierRoot(hash, frontier)];
	for (const [index, one] of data.entries()) {
		const leaf = leafHash(hash, one);
		nodes.set(`0/${index}`, leaf);
		const next = appendLeaf(hash, frontier, leaf);
		for (const node of next.nodes) nodes.set(`${node.level}/${node.index}`, node.hash);
		frontier = next.frontier;
		found.push(frontierRoot(hash, frontier));
	}
	return { roots: found, nodeOf: (level, index) => nodes.get(`${level}/${index}`)! };
}

const reference = inputs.map((input) => hexToBytes(input));
const sixty = Array.from({ length: 60 }, (_, i) =>
	Uint8Array.from({ length: i % 7 }, (__, j) => i * j)
);

describe('reference of Certificate Transparency', () => {
	const { roots: found, nodeOf } = grown('sha256', reference);
	test('roots of 0 to 8 leaves', () => expect(found.map(bytesToHex)).toEqual(roots));

	test.each([
		[0, 8, [A, B, C]],
		[5, 8, [D, E, FOUR]]
	] as const)('path of leaf %i of %i', (index, size, path) => {
		const hashes = hashesOf(treeHashes.sha256, inclusionRanges(index, size), nodeOf);
		expect(hashes.map(bytesToHex)).toEqual(path);
	});

	test('consistency of 6 and 8 leaves', () => {
		const hashes = hashesOf(treeHashes.sha256, consistencyRanges(6, 8), nodeOf);
		expect(hashes.map(bytesToHex)).toEqual([F, E, FOUR]);
	});
});

test('SM3 of the standard (GB/T 32905-2016, A.1)', () => {
	expect(bytesToHex(treeHashes.sm3(new TextEncoder().encode('abc')))).toBe(
		'66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0'
	);
});

describe.each(logAlgorithms)('%s', (algorithm) => {
	const hash = treeHashes[algorithm];
	const { roots: found, nodeOf } = grown(algorithm, sixty);

	test('every tree has the root of a second implementation', () => {
		for (const [size, root] of found.entries())
			expect(bytesToHex(root)).toBe(plainRoot(algorithm, sixty.slice(0, size)).toString('hex'));
	});

	test('every leaf of every tree has a proof, and no other leaf, place, size, root or shortened path passes', () => {
		for (let size = 1; size < 24; size++)
			for (let index = 0; index < size; index++) {
				const path = hashesOf(hash, inclusionRanges(index, size), nodeOf);
				const proof = { leaf: nodeOf(0, index), index, size, path, root: found[size]! };
				expect(isIncluded(hash, proof)).toBe(true);
				for (const wrong of [
					{ ...proof, index: index + 1 },
					{ ...proof, leaf: nodeOf(0, index + 1) },
					{ ...proof, root: found[size - 1]! },
					{ ...proof, path: [...path, proof.leaf] },
					...(path.length > 0
						? [
								{ ...proof, path: path.slice(1) },
								{ ...proof, path: path.with(0, proof.root) }
							]
						: [])
				])
					expect(isIncluded(hash, wrong)).toBe(false);
			}
	});

	test('every tree is the beginning of every later one, and no other tree is', () => {
		for (let second = 1; second < 24; second++)
			for (let first = 1; first <= second; first++) {
				const path = hashesOf(hash, consistencyRanges(first, second), nodeOf);
				const trees = {
					first: { size: first, root: found[first]! },
					second: { size: second, root: found[second]! }
				};
				expect(isConsistent(hash, { ...trees, path })).toBe(true);
				const forged = { size: first, root: hash(found[first]!) };
				expect(isConsistent(hash, { ...trees, path, first: forged })).toBe(false);
				expect(isConsistent(hash, { ...trees, path: [...path, forged.root] })).toBe(false);
				const other = { size: second, root: forged.root };
				expect(isConsistent(hash, { ...trees, path, second: other })).toBe(false);
			}
		expect(
			isConsistent(hash, {
				first: { size: 3, root: found[3]! },
				second: { size: 2, root: found[2]! },
				path: []
			})
		).toBe(false);
	});
});
