/**
 * Lists of numbers as text: `4-9,12`.
 *
 * @module
 */

/** The text of ascending whole numbers. */
export function writeRanges(numbers: readonly number[]): string {
	const ranges: [number, number][] = [];
	for (const one of numbers) {
		const last = ranges.at(-1);
		if (last?.[1] === one - 1) last[1] = one;
		else ranges.push([one, one]);
	}
	return ranges.map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`)).join(',');
}

/** The ranges of a text (both ends included); parts that are none are left out. */
export function readRanges(text: string): { readonly from: number; readonly to: number }[] {
	return text.split(',').flatMap((part) => {
		const [, from, to] = /^(\d{1,15})(?:-(\d{1,15}))?$/.exec(part) ?? [];
		return from === undefined ? [] : [{ from: Number(from), to: Number(to ?? from) }];
	});
}
