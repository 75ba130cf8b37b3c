import { afterEach, expect, test, vi } from 'vitest';
import { bruteForce, dice, sealedChart } from '../../../tests/fixtures/sealed-chart.ts';
import { encodePacket, PACKET_BLOCK } from '../core/recording/packet.ts';
import { readSamples } from './recordings.ts';
import { ChartSamples } from './samples.ts';

afterEach(() => vi.restoreAllMocks());

const declared = (gaps: readonly { from: number; to: number }[]) =>
	gaps.map(({ from, to }) => ({ firstSample: from, samples: to - from }));

/** Answers what is asked of a recording that is still growing: everything behind `from`. */
function serve(answer: (path: string) => Uint8Array | number): void {
	vi.spyOn(globalThis, 'fetch').mockImplementation(async (input) => {
		const served = answer(`${input as string}&to=1e9`);
		return typeof served === 'number'
			? new Response(null, { status: served })
			: new Response(new Uint8Array(served));
	});
}

test.each([31, 32, 33])(
	'what the server has is here sample by sample, gaps too, random %i',
	async (seed) => {
		const chart = sealedChart(seed, 3, 60 * 8192);
		serve(chart.answer);
		const into = new ChartSamples(3, 1000);
		const progress = vi.fn();
		expect(await readSamples('/api/sessions/s', 1, into, declared(chart.gaps), progress)).toBe(
			true
		);
		expect(into.end).toBe(chart.samples);
		expect(progress.mock.calls.length).toBe(Math.ceil(chart.samples / 70_000));
		const random = dice(seed);
		for (let i = 0; i < 200; i++) {
			const from = Math.floor(random() * chart.samples);
			const to = Math.min(chart.samples, from + Math.ceil(2 ** (random() * 18)));
			chart.truth.forEach((own, channel) => {
				expect(into.tiles[channel]!.extent(from, to)).toEqual(bruteForce(own, from, to));
				expect(into.tiles[channel]!.at(from)).toBe(own[from]);
			});
		}
	}
);

test('a refusal is told, and an answer that is no samples is not drawn', async () => {
	const into = new ChartSamples(1, 1000);
	serve(() => 404);
	expect(await readSamples('/api/sessions/s', 1, into, [])).toBe(false);
	serve(() => encodePacket(PACKET_BLOCK, new Uint8Array(30)));
	await expect(readSamples('/api/sessions/s', 1, into, [])).rejects.toMatchObject({
		code: 'recording/decode'
	});
	expect(into.end).toBe(0);
});
