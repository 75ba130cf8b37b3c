/**
 * The made-up laboratory of the demonstration: a room, the virtual instrument, qualifications, electrodes.
 *
 * @module
 */
import type {
	LaboratoryData,
	LaboratoryEventType
} from '../../core/laboratory/laboratory-event.ts';
import type { Locale } from '../../core/text.ts';
import { inLocale } from '../../core/text.ts';
import type { CaseUser } from '../cases/cases.ts';
import { derivedId } from '../events/derived-id.ts';
import {
	dayOf,
	momentOf,
	settingsOf,
	writeLaboratory,
	type LaboratoryContext
} from '../laboratory/context.ts';
import { protocolsOf } from '../protocols.ts';

const WORDS = {
	room: { zh: '心理测试室 (演示)', en: 'Test room (demonstration)' },
	roomNote: {
		zh: '隔音，22 °C，同步录音录像。演示用，不是真实场所。',
		en: 'Sound proof, 22 °C, recorded on video. Made up for the demonstration.'
	},
	certificate: { zh: '演示证书', en: 'DEMO' },
	electrodes: { zh: '一次性皮电电极', en: 'Disposable electrodes' },
	unit: { zh: '片', en: 'pieces' }
} as const;

/**
 * Fills the laboratory's log, once: what somebody wrote in it since is left alone.
 *
 * @param people the supervisor who writes, and the tester who is qualified
 * @throws {LabError} the refusal of an event
 */
export async function openDemonstrationLaboratory(
	context: LaboratoryContext,
	people: { readonly supervisor: CaseUser; readonly tester: CaseUser },
	locale: Locale
): Promise<void> {
	const settings = settingsOf(context.catalogue);
	// a laboratory with protocols of its own may have no such file
	if (settings === null || (await context.laboratory.state()).seq > 0) return;
	const { supervisor, tester } = people;
	const say = (name: keyof typeof WORDS): string => inLocale(WORDS[name], locale);
	const moment = momentOf(context);
	const write = <T extends LaboratoryEventType>(type: T, data: LaboratoryData<T>, key: string) =>
		writeLaboratory(context, supervisor, type, data, derivedId('demonstration-laboratory', key));
	await write(
		'room-registered',
		{ roomId: 'demo-room', name: say('room'), note: say('roomNote') },
		'room'
	);
	for (const { id: profile, title, virtual } of protocolsOf(context.catalogue, 'device'))
		if (virtual)
			await write(
				'instrument-registered',
				{
					...{ instrumentId: `demo-${profile}`, profile, model: inLocale(title, locale) },
					...{ serialNumber: 'VIRTUAL', intervalDays: 365, virtual: true, roomId: 'demo-room' }
				},
				profile
			);
	for (const kind of settings.qualifications.required)
		await write(
			'qualification-recorded',
			{
				...{ account: tester.id, kind, certificate: say('certificate') },
				...{ validFrom: dayOf(moment), validUntil: dayOf(moment, 365) }
			},
			kind
		);
	const consumableId = 'demo-electrodes';
	const thing = { consumableId, name: say('electrodes'), unit: say('unit'), minimum: 20 };
	await write('consumable-registered', thing, 'electrodes');
	const there = { consumableId, count: 60, lot: 'DEMO-1', expires: dayOf(moment, 300) };
	await write('consumable-counted', there, 'count');
}
