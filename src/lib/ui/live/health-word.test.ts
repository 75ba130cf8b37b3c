import { expect, test } from 'vitest';
import type { RecorderHealth } from '#lib/core/recording/recorder-messages.ts';
import { healthWord, type HealthFacts } from './health-word.ts';

const recording = {
	...{ sessionId: 'session-1', chart: 1, file: 'x', samples: 1000, writtenSamples: 1000 },
	...{ lost: 0, gaps: 0, problem: null as string | null }
};
const health = { device: 'streaming', recording } as unknown as RecorderHealth;
const good: HealthFacts = {
	...{ connection: 'live', health, sessionId: 'session-1', isChartRunning: true, unwrittenS: 0.4 }
};

const spilling = (problem: string | null) => ({
	...health,
	recording: { ...recording, problem: 'ENOSPC', spilled: { samples: 500, problem } }
});

test('only a recording that grows on the disk is called recording', () => {
	expect(healthWord(good)).toBe('recording');
});

test.each<[string, Partial<HealthFacts>, string]>([
	['the connection is cut', { connection: 'offline' }, 'no-contact'],
	['the recorder is gone', { health: null }, 'lost'],
	['the recorder is gone, no chart', { health: null, isChartRunning: false }, 'no-contact'],
	['nothing is recorded', { health: { ...health, recording: null } }, 'not-recording'],
	['the device is lost', { health: { ...health, device: 'lost' } }, 'lost'],
	['the device says nothing', { health: { ...health, device: 'stalled' } }, 'stalled'],
	[
		'the disk is full',
		{ health: { ...health, recording: { ...recording, problem: 'ENOSPC' } } },
		'not-written'
	],
	[
		'samples were lost before',
		{ health: { ...health, recording: { ...recording, lost: 3, gaps: 1 } } },
		'incomplete'
	],
	['the file does not grow', { unwrittenS: 6 }, 'not-written'],
	['the data folder is full, the spill folder takes it', { health: spilling(null) }, 'spilled'],
	['both are full', { health: spilling('ENOSPC') }, 'not-written'],
	['it is spilled and does not grow', { health: spilling(null), unwrittenS: 6 }, 'not-written'],
	['another session is recorded', { sessionId: 'session-2' }, 'elsewhere']
])('%s: it is not called recording', (_, change, word) => {
	expect(healthWord({ ...good, ...change })).toBe(word);
});
