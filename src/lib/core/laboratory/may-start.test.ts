import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { readFileSync } from 'node:fs';
import {
	instrumentForm,
	LaboratoryScript,
	noon,
	selfTestForm
} from '../../../../tests/fixtures/laboratory.ts';
import { laboratorySettings } from './laboratory-settings.ts';
import { laboratoryFacts, openInstrument, readiness, START_OBSTACLES } from './may-start.ts';

const settings = laboratorySettings.parse(
	parse(readFileSync('protocols/procedure/laboratory.yaml', 'utf8'))
);
const open = { profile: 'bitalino-polygraph', serialNumber: 'B-1', port: '/dev/rfcomm0' };
const moment = (at: string, offsetMinutes = 0) => ({ nowMs: Date.parse(at), offsetMinutes });
const calibration = (validUntil: string) => ({
	...{ instrumentId: 'i1', date: '2026-01-10', by: '计量院', certificate: 'JL-1', validUntil }
});
const qualification = (validUntil: string) => ({
	...{ account: 'tina', kind: 'psychological-tester', certificate: 'Z-1' },
	...{ validFrom: '2026-01-01', validUntil }
});

/** A laboratory that is in date until the end of November, self-tested at noon of 29 November. */
function inDate(): LaboratoryScript {
	const script = new LaboratoryScript();
	script.tell('adam', 'instrument-registered', instrumentForm());
	script.tell('adam', 'calibration-recorded', calibration('2026-11-29'));
	script.tell('sue', 'qualification-recorded', qualification('2026-11-29'));
	script.at = noon('11-29');
	script.tell('tina', 'self-test-recorded', selfTestForm());
	return script;
}
const obstacles = (script: LaboratoryScript, at: string, tester = 'tina', offset = 0) =>
	readiness(script.state, settings, { open, tester }, moment(at, offset)).obstacles;

describe('a formal test begins only in date', () => {
	test('a brand-new laboratory is told everything it lacks', () => {
		expect(obstacles(new LaboratoryScript(), noon('11-29'))).toEqual([
			...['instrument-unknown', 'not-qualified']
		]);
		const script = new LaboratoryScript();
		script.tell('adam', 'instrument-registered', instrumentForm());
		expect(obstacles(script, noon('11-29'))).toEqual([
			...['calibration-expired', 'self-test-missing', 'not-qualified']
		]);
	});

	test('the last day counts whole, in the time zone of the laboratory', () => {
		expect(obstacles(inDate(), '2026-11-29T13:00:00.000Z')).toEqual([]);
		expect(obstacles(inDate(), '2026-11-29T23:59:59.000Z')).toEqual([]);
		// in Beijing the day ends eight hours earlier
		expect(obstacles(inDate(), '2026-11-29T15:59:59.000Z', 'tina', 480)).toEqual([]);
		expect(obstacles(inDate(), '2026-11-29T16:00:00.000Z', 'tina', 480)).toEqual([
			...['calibration-expired', 'not-qualified']
		]);
	});

	test('a self-test counts for the hours of the settings, and the last one decides', () => {
		const after = (hours: number) => new Date(Date.parse(noon('11-29')) + hours * 3_600_000);
		const script = inDate();
		script.tell('adam', 'calibration-recorded', calibration('2027-01-01'));
		script.tell('sue', 'qualification-recorded', qualification('2027-01-01'));
		expect(obstacles(script, after(settings.selfTest.validHours).toISOString())).toEqual([]);
		expect(obstacles(script, after(settings.selfTest.validHours + 0.01).toISOString())).toEqual([
			'self-test-missing'
		]);
		script.tell('tina', 'self-test-recorded', selfTestForm({ passed: false, faults: ['rate'] }));
		expect(obstacles(script, noon('11-29'))).toEqual(['self-test-missing']);
	});

	test('a qualification is of one person and can be taken back', () => {
		const script = inDate();
		expect(obstacles(script, noon('11-29'), 'ron')).toEqual(['not-qualified']);
		const revoked = { account: 'tina', kind: 'psychological-tester', reason: '调离' };
		script.tell('sue', 'qualification-revoked', revoked);
		expect(obstacles(script, noon('11-29'))).toEqual(['not-qualified']);
		script.tell('sue', 'qualification-recorded', qualification('2026-12-31'));
		expect(obstacles(script, noon('11-29'))).toEqual([]);
	});

	test('a withdrawn instrument is unknown, the virtual one only has to be there', () => {
		const script = inDate();
		script.tell('sue', 'instrument-withdrawn', { instrumentId: 'i1', reason: '报废' });
		expect(obstacles(script, noon('11-29'))).toEqual(['instrument-unknown']);
		const virtual = { ...open, profile: 'virtual-bitalino', serialNumber: null };
		const ask = () =>
			readiness(script.state, settings, { open: virtual, tester: 'ron' }, moment(noon('11-29')));
		expect(ask().obstacles).toContain('instrument-unknown');
		const form = { instrumentId: 'v', profile: 'virtual-bitalino', virtual: true };
		script.tell('system', 'instrument-registered', instrumentForm(form));
		expect(ask().obstacles).toEqual([]);
	});

	test('whatever the moments, a test starts exactly when all three dates reach it', () => {
		const day = fc.integer({ min: 1, max: 28 });
		const text = (of: number) => `2026-11-${String(of).padStart(2, '0')}`;
		fc.assert(
			fc.property(day, day, day, day, (calibrated, qualified, tested, now) => {
				const script = new LaboratoryScript();
				script.tell('adam', 'instrument-registered', instrumentForm());
				script.tell('adam', 'calibration-recorded', calibration(text(calibrated)));
				script.tell('sue', 'qualification-recorded', qualification(text(qualified)));
				script.at = `${text(tested)}T08:00:00.000Z`;
				script.tell('tina', 'self-test-recorded', selfTestForm());
				const found = obstacles(script, `${text(now)}T09:00:00.000Z`);
				expect(found.includes('calibration-expired')).toBe(now > calibrated);
				expect(found.includes('not-qualified')).toBe(now > qualified);
				// a self-test of a later day lies ahead of now: clocks were set, and it still is the last
				expect(found.includes('self-test-missing')).toBe(now > tested);
				expect(found).toEqual(START_OBSTACLES.filter((one) => found.includes(one)));
			})
		);
	});
});

describe('which instrument is open', () => {
	const two = () => {
		const script = new LaboratoryScript();
		for (const [instrumentId, serialNumber] of [
			['i1', 'B-1'],
			['i2', 'B-2']
		] as const)
			script.tell('adam', 'instrument-registered', instrumentForm({ instrumentId, serialNumber }));
		return script;
	};
	const found = (script: LaboratoryScript, serialNumber: string | null, port = '/dev/a') =>
		openInstrument(script.state, { ...open, serialNumber, port }).instrument?.instrumentId ?? null;

	test('its serial number says so; without one the last self-test at the port', () => {
		const script = two();
		expect([found(script, 'B-2'), found(script, null)]).toEqual(['i2', null]);
		script.tell('tina', 'self-test-recorded', selfTestForm({ instrumentId: 'i2', port: '/dev/a' }));
		expect(found(script, null)).toBe('i2');
		script.at = noon('11-02');
		script.tell('tina', 'self-test-recorded', selfTestForm({ instrumentId: 'i1', port: '/dev/a' }));
		expect([found(script, null), found(script, null, '/dev/b')]).toEqual(['i1', null]);
	});

	test('the only one of its profile needs no number', () => {
		const script = new LaboratoryScript();
		script.tell('adam', 'instrument-registered', instrumentForm());
		expect(found(script, null)).toBe('i1');
	});
});

test('facts for rules of law: yes, no, or not known', () => {
	const facts = (script: LaboratoryScript, more: object = {}, at = noon('11-29')) => {
		const asked = { open, tester: 'tina', ...more };
		const found = laboratoryFacts(script.state, settings, asked, moment(at));
		return [found['instrument.in_date'], found['staff.qualified']];
	};
	expect(facts(inDate())).toEqual([true, true]);
	expect(facts(inDate(), {}, noon('11-30'))).toEqual([false, false]);
	expect(facts(inDate(), { open: null, tester: 'ron' })).toEqual([null, false]);
	expect(facts(new LaboratoryScript())).toEqual([false, false]);
	const none = { ...settings, qualifications: { ...settings.qualifications, required: [] } };
	const asked = { open, tester: 'ron' };
	expect(
		laboratoryFacts(inDate().state, none, asked, moment(noon('11-29')))['staff.qualified']
	).toBeNull();
});
