import { expect, test } from 'vitest';
import { deviceProfile, setupFromProfile } from './device-profile.ts';
import { deviceSetup } from './recorder-messages.ts';

const channel = {
	name: 'EDA',
	title: { zh: '皮肤电导', en: 'Skin conductance' },
	kind: 'eda',
	column: 'A1',
	unit: 'uS',
	transfer: { kind: 'linear', gain: 3.3 / 1024 / 0.132, offset: 0, formula: 'ADC/2^10*3.3/0.132' },
	transducer: 'electrodes',
	source: 'somewhere'
};
const written = {
	id: 'a-device',
	title: { zh: '设备', en: 'Device' },
	driver: 'tester',
	baudRate: 115_200,
	rateHz: 1000,
	inputs: ['A1', 'A2'],
	channels: [
		channel,
		{
			...channel,
			name: 'PPG',
			kind: 'ppg',
			column: 'A2',
			unit: 'counts',
			transfer: { kind: 'unknown' }
		}
	]
};
const driver = {
	id: 'tester',
	limits: () => [
		{ min: 0, max: 1023 },
		{ min: 0, max: 63 }
	],
	decoder: () => ({ columns: ['A1', 'A2'] })
};
const setup = (profile: unknown, choice = {}) =>
	setupFromProfile(deviceProfile.parse(profile), driver, { port: '/dev/rfcomm0', ...choice });

test('a profile becomes a setup the recorder accepts, with the physical limits of its formula', () => {
	const made = deviceSetup.parse(setup(written));
	expect(made).toMatchObject({
		profile: 'a-device',
		driver: 'tester',
		port: '/dev/rfcomm0',
		pathFile: null
	});
	expect(made.channels[0]).toMatchObject({
		digitalMin: 0,
		digitalMax: 1023,
		physicalMin: 0,
		unit: 'uS'
	});
	expect(made.channels[0]!.physicalMax).toBeCloseTo(24.97559, 5);
});

test('a channel with an unknown transfer stays in counts', () => {
	const made = setup(written).channels[1];
	expect(made).toMatchObject({ unit: 'counts', digitalMax: 63, physicalMin: 0, physicalMax: 63 });
});

test('two known points make a line, also one that falls', () => {
	const points = [
		{ counts: 40, value: 1 },
		{ counts: 400, value: 10 }
	];
	const profile = {
		...written,
		channels: [{ ...channel, transfer: { kind: 'two-point', points } }]
	};
	const [made] = setup(profile).channels;
	expect(made!.physicalMin).toBeCloseTo(0, 9);
	expect(made!.physicalMax).toBeCloseTo(25.575, 9);
	const falling = [points[0]!, { counts: 400, value: -8 }];
	expect(setup(written, { calibrations: { EDA: falling } }).channels[0]!.physicalMax).toBeLessThan(
		-20
	);
});

test('a calibration overrides the formula of the profile', () => {
	const calibrations = {
		EDA: [
			{ counts: 0, value: 0 },
			{ counts: 1023, value: 30 }
		]
	};
	expect(setup(written, { calibrations }).channels[0]!.physicalMax).toBeCloseTo(30, 9);
	const same = {
		EDA: [
			{ counts: 5, value: 0 },
			{ counts: 5, value: 30 }
		]
	};
	expect(() => setup(written, { calibrations: same })).toThrow('two points that differ');
	const uncalibrated = { PPG: calibrations.EDA };
	expect(() => setup(written, { calibrations: uncalibrated })).toThrow('expected a unit for PPG');
});

test.each([
	['a language is missing', { title: { zh: '设备' } }],
	['a column is not among the inputs', { inputs: ['A1'] }],
	['two channels have one name', { channels: [channel, channel] }],
	['a known transfer has no unit', { channels: [{ ...channel, unit: 'counts' }] }],
	['a unit has no transfer', { channels: [{ ...channel, transfer: { kind: 'unknown' } }] }],
	['a label is not ASCII', { channels: [{ ...channel, name: '皮电' }] }],
	['something is not known', { colour: 'red' }]
])('a profile is refused when %s', (_, change) => {
	expect(deviceProfile.safeParse({ ...written, ...change }).success).toBe(false);
});

test('another driver and a column it does not give are refused', () => {
	const profile = deviceProfile.parse(written);
	const port = { port: 'COM5' };
	expect(() => setupFromProfile(profile, { ...driver, id: 'other' }, port)).toThrow(
		'expected driver tester, got other'
	);
	const narrow = { ...driver, decoder: () => ({ columns: ['A1'] }) };
	expect(() => setupFromProfile(profile, narrow, port)).toThrow('expected one of A1, got A2');
});
