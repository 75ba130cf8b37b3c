import { expect, test } from 'vitest';
import { playRecording, type AudioClock } from './prompt-player.ts';

/** A device whose output lies behind its clock, and that began long after the page. */
function device({ latencyS = 0.08, startedMs = 0, isSilent = false } = {}) {
	const begun = performance.now();
	const nowS = () => (performance.now() - begun - startedMs) / 1000;
	const plays: number[] = [];
	const clock: AudioClock = {
		get currentTime() {
			return Math.max(0, nowS());
		},
		getOutputTimestamp: () =>
			isSilent
				? { contextTime: 0, performanceTime: 0 }
				: { contextTime: nowS() - latencyS, performanceTime: performance.now() },
		resume: async () => undefined,
		play: (_, at) => void plays.push(at)
	};
	return { clock, plays, begun: begun + startedMs };
}
const sound = { duration: 0.15 } as AudioBuffer;

test('the onset is when the first sample left the device, not when it was looked at', async () => {
	const { clock, plays, begun } = device({ latencyS: 0.08 });
	const heard = (await playRecording(clock, sound, 0.05))!;
	// scheduled on the audio clock, heard its latency later
	const expected = begun + (plays[0]! + 0.08) * 1000;
	expect(Math.abs(heard.startedMs - expected)).toBeLessThan(1);
	const ended = (await heard.ended)!;
	expect(Math.abs(ended - heard.startedMs - 150)).toBeLessThan(1);
});

test('a device that puts nothing out marks nothing', async () => {
	const { clock } = device({ isSilent: true });
	expect(await playRecording(clock, sound, 0.05)).toBeNull();
}, 20_000);
