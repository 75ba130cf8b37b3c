/**
 * Before a chart starts: the instrument is known and in date, was tried today, and the tester is qualified.
 *
 * @module
 */
import { LabError } from '#lib/core/errors.ts';
import {
	laboratoryFacts,
	readiness,
	type LaboratoryFacts,
	type OpenInstrument,
	type Readiness
} from '#lib/core/laboratory/may-start.ts';
import { calibratedUntil as calibratedUntilOf } from '#lib/core/laboratory/in-date.ts';
import type { Instrument } from '#lib/core/laboratory/laboratory.ts';
import type { EventData } from '#lib/core/session/event.ts';
import type { OpenDevice } from '../charts/workstation.ts';
import { derivedId } from '../events/derived-id.ts';
import { protocolsOf } from '../protocols.ts';
import { momentOf, settingsOf, writeLaboratory, type LaboratoryContext } from './context.ts';

const SYSTEM = { id: 'system', role: 'system' } as const;

/** What is open, as the laboratory's log knows instruments. */
export function openOf({ setup }: Pick<OpenDevice, 'setup'>): OpenInstrument {
	const { profile, serialNumber, port } = setup;
	return { profile, serialNumber, port };
}

/** How ready the laboratory is; null = it has no settings, and nothing is asked for. */
export async function readinessOf(
	context: LaboratoryContext,
	device: Pick<OpenDevice, 'setup'>,
	tester: string
): Promise<Readiness | null> {
	const settings = settingsOf(context.catalogue);
	if (settings === null) return null;
	const state = await context.laboratory.state();
	return readiness(state, settings, { open: openOf(device), tester }, momentOf(context));
}

/** An instrument as a chart keeps it. */
type KeptInstrument = NonNullable<EventData<'chart-started'>['instrument']>;

/**
 * Refuses a chart with an instrument or a tester that is not in date.
 *
 * @throws {LabError} `laboratory/instrument-unknown`, `laboratory/calibration-expired`, `laboratory/self-test-missing`,
 * `laboratory/not-qualified`
 * @returns the instrument as the chart keeps it; undefined = the laboratory asks for nothing
 */
export async function assertMayStart(
	context: LaboratoryContext,
	device: Pick<OpenDevice, 'setup'>,
	tester: string
): Promise<KeptInstrument | undefined> {
	const ready = await readinessOf(context, device, tester);
	const [obstacle] = ready?.obstacles ?? [];
	if (obstacle === undefined)
		return ready === null || ready.instrument === null ? undefined : keptOf(ready.instrument);
	const message = `expected an instrument and a tester in date, got ${obstacle}`;
	throw new LabError(`laboratory/${obstacle}`, message);
}

function keptOf(instrument: Instrument): KeptInstrument {
	const { instrumentId, model, serialNumber, virtual, calibrations, selfTests } = instrument;
	const calibratedUntil = virtual ? null : calibratedUntilOf(instrument);
	const certificate = calibrations.find(({ validUntil }) => validUntil === calibratedUntil);
	return {
		...{ instrumentId, model, serialNumber, virtual, calibratedUntil },
		certificate: certificate?.certificate ?? null,
		selfTestAt: virtual ? null : (selfTests.at(-1)?.at ?? null)
	};
}

/** What rules of law may ask about the laboratory. */
export async function lawFactsOf(
	context: LaboratoryContext,
	device: Pick<OpenDevice, 'setup'> | null,
	tester: string
): Promise<LaboratoryFacts> {
	const settings = settingsOf(context.catalogue);
	if (settings === null) return { 'instrument.in_date': null, 'staff.qualified': null };
	const open = device === null ? null : openOf(device);
	const state = await context.laboratory.state();
	return laboratoryFacts(state, settings, { open, tester }, momentOf(context));
}

/** The virtual instrument, when it is opened, is registered as what it is: once, by the program. */
export async function registerVirtual(
	context: LaboratoryContext,
	{ setup: { profile } }: Pick<OpenDevice, 'setup'>
): Promise<void> {
	const file = protocolsOf(context.catalogue, 'device').find(({ id }) => id === profile);
	if (file?.virtual !== true) return;
	const { instruments } = await context.laboratory.state();
	if (instruments.some((one) => one.virtual && one.profile === profile && one.withdrawn === null))
		return;
	const data = {
		...{ instrumentId: `virtual-${instruments.length + 1}`, profile, model: file.title.zh },
		...{ serialNumber: 'VIRTUAL', intervalDays: 365, virtual: true, roomId: null }
	};
	const id = derivedId('virtual-instrument', profile, String(instruments.length));
	await writeLaboratory(context, SYSTEM, 'instrument-registered', data, id);
}
