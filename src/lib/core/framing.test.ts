import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FrameFinder, type FrameShape } from './framing.ts';

/** Four bytes: F0, number 0…15, value, sum of the three before. A reply is the letter R, twice. */
const shape: FrameShape<{ value: number; lostBefore: number }> = {
	length: 4,
	modulus: 16,
	checkBits: 12,
	stepBits: 4,
	confirming: 2,
	isFrame: (bytes, from) =>
		bytes[from] === 0xf0 &&
		((bytes[from] + bytes[from + 1]! + bytes[from + 2]!) & 255) === bytes[from + 3],
	numberAt: (bytes, from) => bytes[from + 1]!,
	replyLength(bytes, from, isLast) {
		if (bytes[from] !== 82) return 0;
		if (bytes.length < from + 2) return isLast ? 0 : null;
		return bytes[from + 1] === 82 ? 2 : 0;
	},
	read: (bytes, from, lostBefore) => ({ value: bytes[from + 2]!, lostBefore })
};
const frame = (number: number, value: number) => [
	0xf0,
	number,
	value,
	(0xf0 + number + value) & 255
];

function find(bytes: readonly number[], cuts: readonly number[] = [bytes.length]) {
	const finder = new FrameFinder(shape);
	const frames = [];
	for (let from = 0, i = 0; from < bytes.length; i++) {
		const size = Math.max(1, cuts[i % cuts.length]!);
		frames.push(...finder.push(Uint8Array.from(bytes.slice(from, from + size))));
		from += size;
	}
	frames.push(...finder.end());
	return { frames, facts: finder.facts };
}

test('a frame that counts on is given out with its last byte', () => {
	const finder = new FrameFinder(shape);
	expect(finder.push(Uint8Array.from([...frame(0, 1), ...frame(1, 2)]))).toHaveLength(2);
	expect(finder.push(Uint8Array.from(frame(2, 3).slice(0, 3)))).toEqual([]);
	expect(finder.push(Uint8Array.from(frame(2, 3).slice(3)))).toEqual([{ value: 3, lostBefore: 0 }]);
});

test('the first frame waits for one that counts on', () => {
	const finder = new FrameFinder(shape);
	expect(finder.push(Uint8Array.from(frame(5, 1)))).toEqual([]);
	expect(finder.push(Uint8Array.from(frame(6, 2)))).toHaveLength(2);
});

test('a frame at the end of the stream is given out without confirmation', () => {
	expect(find(frame(3, 9)).frames).toEqual([{ value: 9, lostBefore: 0 }]);
});

test('a jump of the number is a loss, and a broken frame is one too', () => {
	const lost = find([...frame(0, 1), ...frame(1, 2), ...frame(7, 3), ...frame(8, 4)]);
	expect(lost.frames.map((f) => f.lostBefore)).toEqual([0, 0, 5, 0]);
	const broken = frame(2, 2).with(2, 99);
	const spoiled = find([0, 1].flatMap((n) => frame(n, n)).concat(broken, frame(3, 3), frame(4, 4)));
	expect(spoiled.frames.map((f) => f.lostBefore)).toEqual([0, 0, 1, 0]);
	expect(spoiled.facts).toMatchObject({ frames: 4, lost: 1, badBytes: 4 });
});

test('a reply ends a run and starts the count anew', () => {
	const { frames, facts } = find([82, 82, ...frame(4, 1), 82, 82, ...frame(0, 2), ...frame(1, 3)]);
	expect(frames.map((f) => f.value)).toEqual([1, 2, 3]);
	expect(facts).toMatchObject({ lost: 0, badBytes: 4 });
});

test('noise that looks like one frame, or like the one before a run, is none', () => {
	const before = [0, 1, 2].flatMap((n) => frame(n, n));
	const noise = [7, 7, 7, ...frame(9, 200), 7, ...frame(2, 201)];
	const { frames } = find([...before, ...noise, ...[3, 4, 5].flatMap((n) => frame(n, n))]);
	expect(frames.map((f) => f.value)).toEqual([0, 1, 2, 3, 4, 5]);
});

test('every second frame broken costs just those', () => {
	const frames = Array.from({ length: 40 }, (_, n) => {
		const good = frame(n % 16, n);
		return n % 2 === 1 && n > 2 && n < 30 ? good.with(3, good[3]! ^ 1) : good;
	});
	const found = find(frames.flat());
	expect(found.frames).toHaveLength(26);
	expect(found.facts).toMatchObject({ lost: 14, badBytes: 56 });
});

test('a frame that comes twice counts once', () => {
	const { frames, facts } = find([0, 1, 1, 2, 2, 2, 3].flatMap((n) => frame(n, n + 50)));
	expect(frames.map((f) => f.value)).toEqual([50, 51, 52, 53]);
	expect(facts).toMatchObject({ frames: 4, lost: 0 });
});

test('the frames never depend on where the stream is cut', () => {
	const part = fc.oneof(
		fc.array(fc.integer({ min: 0, max: 255 }), { maxLength: 6 }),
		fc
			.tuple(fc.integer({ min: 0, max: 15 }), fc.integer({ min: 0, max: 255 }))
			.map(([n, v]) => [0, 1, 2].flatMap((i) => frame((n + i) % 16, v)))
	);
	fc.assert(
		fc.property(
			fc.array(part, { maxLength: 12 }).map((parts) => parts.flat()),
			fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 5 }),
			(bytes, cuts) => {
				expect(find(bytes, cuts)).toEqual(find(bytes));
			}
		)
	);
});
