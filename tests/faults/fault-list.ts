/**
 * The faults of the reliability plan and where each is measured.
 *
 * @module
 */

/** When a fault is measured: with every change, or by `npm run faults -- --long`. */
export type When = 'always' | 'long';

/** One fault. */
export interface Fault {
	readonly id: `F${string}`;
	readonly title: string;
	readonly when: When;
	/** Test files that record it. */
	readonly by: readonly string[];
	/** What of it no test here can show; '' = nothing. */
	readonly notMeasured: string;
}

const fault = (
	id: Fault['id'],
	title: string,
	by: readonly string[],
	{ when = 'always', notMeasured = '' }: Partial<Pick<Fault, 'when' | 'notMeasured'>> = {}
): Fault => ({ id, title, when, by, notMeasured });

const FAULTS = 'tests/faults';
const device = `${FAULTS}/recorder-device.test.ts`;
const wire = `${FAULTS}/recorder-wire.test.ts`;
const stopped = `${FAULTS}/recorder-stopped.test.ts`;
const load = 'tests/load';
const web = `${FAULTS}/web-recording.test.ts`;
const browser = `${FAULTS}/web-browser.test.ts`;
const away = `${FAULTS}/database-away.test.ts`;

/** F01 to F30, in order. */
export const faultList: readonly Fault[] = [
	fault('F01', 'sensor unplugged', [device], { notMeasured: 'a real USB plug' }),
	fault(
		'F02',
		'plugged in again elsewhere, or another device',
		[`${FAULTS}/recorder-replug.test.ts`],
		{
			notMeasured: 'a real USB plug'
		}
	),
	fault('F03', 'garbage bytes on the wire', [wire]),
	fault('F04', 'bit errors in frames', [wire]),
	fault('F05', 'frames dropped, doubled, swapped', [device, wire]),
	fault('F06', 'wrong baud rate, dead or blocked port', [`${FAULTS}/recorder-mute.test.ts`]),
	fault('F07', 'device clock off by 500 ppm, device reset', [wire]),
	fault('F08', 'wall clock jumps, 2038, 2100', [`${FAULTS}/recorder-wall-clock.test.ts`]),
	fault('F09', 'recorder suspended for seconds', [stopped], {
		notMeasured: 'suspend of the whole machine'
	}),
	fault('F10', 'browser killed', [browser]),
	fault('F11', 'tab hidden', [browser], {
		notMeasured: 'a window that is hidden: the page is held still for 5 s instead'
	}),
	fault('F12', 'two tabs control one session', [web, 'tests/integration/leases.test.ts']),
	fault('F13', 'web process killed', [web]),
	fault(
		'F14',
		'recorder killed',
		[`${FAULTS}/recorder-kill.test.ts`, `${FAULTS}/simulated-kill.test.ts`, web],
		{ notMeasured: 'a device that resets when its port is opened' }
	),
	fault('F15', 'web process stalls for 5 s', [web]),
	fault('F16', 'recorder stalls for 2 s', [stopped]),
	fault('F17', 'disk full', [
		`${FAULTS}/recorder-storage.test.ts`,
		`${FAULTS}/recorder-disk-full.test.ts`,
		`${FAULTS}/recorder-spill.test.ts`,
		`${FAULTS}/spilled-disk.test.ts`
	]),
	fault('F18', 'disk errors, failing and slow fsync', [`${FAULTS}/simulated-disk.test.ts`]),
	fault('F19', 'database locked or away', [web, away], {
		notMeasured: 'an hour of real time: instrument, recorder and clock run faster'
	}),
	fault('F20', 'network cut between tab and server', [web], { notMeasured: 'cuts of minutes' }),
	fault('F21', 'high latency, jitter, broken connections', [web]),
	fault('F22', 'power cut', [`${FAULTS}/simulated-disk.test.ts`], {
		notMeasured: 'a real power cut: the disk is simulated'
	}),
	fault('F23', 'bits rot in sealed files', [
		`${FAULTS}/bit-rot.test.ts`,
		`${FAULTS}/scrub.test.ts`
	]),
	fault('F24', '100 stations', [load], { when: 'long' }),
	fault('F25', '200 viewers come back at once', [load], { when: 'long' }),
	fault('F26', '24 hours', [load], { when: 'long' }),
	fault('F27', 'double click, back, reload, stop in mid question', [web, browser]),
	fault('F28', 'sensor off, saturated, flat, mains', [`${FAULTS}/sensor-off.test.ts`]),
	fault(
		'F29',
		'processors overloaded; camera or microphone lost',
		[`${FAULTS}/recorder-overload.test.ts`],
		{
			notMeasured:
				'camera and microphone: interviews are recorded by the recording system of the office, not by this program'
		}
	),
	fault('F30', 'files of earlier versions', [`${FAULTS}/released-files.test.ts`])
];
