/** What is known exactly: the textbook rule of Lykken's score, and the artifact test over all margins. */
import artifactProportions from '#lib/scoring/artifact-proportions.ts';
import lykken from '#lib/scoring/lykken.ts';

/** Values of polygraph.md §3.1: questions, items, P(score ≥ questions), smallest score with p ≤ .05 and its p. */
const PUBLISHED = [
	...([
		[3, 5, 0.28, 5, 0.032],
		[4, 5, 0.2464, 6, 0.0368],
		[5, 5, 0.1974, 7, 0.0323],
		[6, 5, 0.1694, 8, 0.0307]
	] as const),
	...([
		[7, 5, 0.142, 9, 0.0273],
		[8, 5, 0.1217, 10, 0.0248],
		[10, 5, 0.0894, 11, 0.0442]
	] as const),
	...([
		[6, 4, 0.3066, 9, 0.0278],
		[6, 6, 0.1013, 7, 0.0404]
	] as const)
];

/** The rules of one size of test. */
export interface TextbookRow {
	readonly questions: number;
	readonly items: number;
	/** P(score ≥ number of questions) when nothing is recognised: the textbook rule. */
	readonly textbook: number;
	/** Smallest score with p ≤ .05, and its p: the exact rule. */
	readonly cut: number;
	readonly exact: number;
	/** The same two probabilities in the reference, to four digits. */
	readonly published: readonly [textbook: number, exact: number];
	readonly met: boolean;
}

/** p that the application gives to a test without ties in which the key earns so many points. */
function pOf(points: number, questions: number, items: number): number {
	const rows = Array.from({ length: questions }, (_, q) => {
		const earned = Math.min(2, Math.max(0, points - 2 * q));
		const values = Array.from({ length: items }, (_x, item) => items - item);
		return { questionId: `q${q}`, values, keyIndex: 2 - earned };
	});
	return lykken.score({ channel: 'any', stronger: 'larger', questions: rows }).p;
}

/** Every row of the published table, computed by the application. */
export function textbookRows(): TextbookRow[] {
	return PUBLISHED.map(([questions, items, atHalf, publishedCut, atCut]) => {
		const scores = Array.from({ length: 2 * questions + 1 }, (_, points) => points);
		const cut = scores.find((points) => pOf(points, questions, items) <= 0.05) ?? Infinity;
		const [textbook, exact] = [pOf(questions, questions, items), pOf(cut, questions, items)];
		const isSame = (a: number, b: number): boolean => Math.abs(a - b) < 5.1e-5;
		return {
			...{ questions, items, textbook, cut, exact },
			published: [atHalf, atCut] as const,
			met: cut === publishedCut && isSame(textbook, atHalf) && isSame(exact, atCut)
		};
	});
}

/** Largest share of tables with p ≤ .05 when artifacts fall anywhere alike, over all numbers of artifacts. */
export function artifactNull(presentations = 9): {
	readonly presentations: number;
	readonly most: number;
} {
	const choose = (n: number, k: number): number =>
		k === 0 ? 1 : (choose(n, k - 1) * (n - k + 1)) / k;
	const shares = Array.from({ length: 2 * presentations + 1 }, (_, artifacts) => {
		let [inside, all] = [0, 0];
		for (
			let a = Math.max(0, artifacts - presentations);
			a <= Math.min(artifacts, presentations);
			a++
		) {
			const ways = choose(presentations, a) * choose(presentations, artifacts - a);
			const side = (count: number) => ({ artifacts: count, presentations });
			const { p } = artifactProportions.score({
				form: 'artifacts',
				comparison: side(a),
				relevant: side(artifacts - a)
			});
			all += ways;
			if (p <= 0.05) inside += ways;
		}
		return inside / all;
	});
	return { presentations, most: Math.max(...shares) };
}
