/**
 * Device profiles: which instrument, which inputs, what is attached to each, and how counts become a unit.
 *
 * The files are protocols/devices/<id>.yaml. Boards that look alike have different transfer functions, so a
 * profile names where its formula comes from, and a calibration by two known points overrides it.
 *
 * @module
 */
import { z } from 'zod';
import { LabError } from '../errors.ts';
import { bilingualText } from '../text.ts';
import { sensorKinds, units } from '../units.ts';
import type { ChannelSpec, DeviceSetup } from './recorder-messages.ts';

/** Two known values and the counts they gave, e.g. with fixed resistors in place of the skin. */
const twoPoints = z
	.tuple([
		z.strictObject({ counts: z.number(), value: z.number() }),
		z.strictObject({ counts: z.number(), value: z.number() })
	])
	.refine(([a, b]) => a.counts !== b.counts && a.value !== b.value, {
		message: 'expected two points that differ in counts and in value'
	});
export type TwoPoints = z.infer<typeof twoPoints>;

const transfer = z.discriminatedUnion('kind', [
	/** value = offset + gain × counts; `formula` is the same in words, as its source writes it. */
	z.strictObject({
		kind: z.literal('linear'),
		gain: z.number().refine((gain) => gain !== 0, 'expected a gain that is not 0'),
		offset: z.number(),
		formula: z.string().min(1)
	}),
	z.strictObject({ kind: z.literal('two-point'), points: twoPoints }),
	/** Not known: the channel stays in counts. */
	z.strictObject({ kind: z.literal('unknown') })
]);

const profileChannel = z
	.strictObject({
		/** EDF label, ASCII. */
		name: z.string().regex(/^[\x20-\x7e]{1,16}$/),
		title: bilingualText,
		kind: z.enum(sensorKinds),
		/** Column of the driver. */
		column: z.string().min(1),
		unit: z.enum(units),
		transfer,
		/** What is attached, for the file: ASCII. */
		transducer: z.string().regex(/^[\x20-\x7e]{0,80}$/),
		/** Where the transfer function was read. */
		source: z.string().min(1)
	})
	.refine(({ transfer: { kind }, unit }) => (kind === 'unknown') === (unit === 'counts'), {
		message: 'expected unit counts exactly when the transfer is unknown'
	});

/** One file of protocols/devices. */
export const deviceProfile = z
	.strictObject({
		id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
		title: bilingualText,
		/** What has to be known before use. */
		note: bilingualText.optional(),
		driver: z.string().min(1),
		/** The instrument is the built-in one: its port is made when it starts. */
		virtual: z.boolean().default(false),
		baudRate: z.number().int().positive(),
		rateHz: z.number().positive(),
		inputs: z.array(z.string().min(1)).min(1),
		settings: z
			.record(z.string(), z.union([z.string(), z.number(), z.boolean()]))
			.default(() => ({})),
		channels: z.array(profileChannel).min(1).max(16)
	})
	.refine(({ channels }) => new Set(channels.map(({ name }) => name)).size === channels.length, {
		message: 'expected channels of different names'
	})
	.refine(
		({ channels, inputs }) => channels.every(({ column }) => inputs.includes(column)),
		'expected every column to be one of the inputs'
	);
export type DeviceProfile = z.infer<typeof deviceProfile>;
type ProfileChannel = DeviceProfile['channels'][number];

/** What a profile does not know: where the instrument is plugged in, and what the laboratory measured. */
export interface SetupChoice {
	readonly port: string;
	readonly serialNumber?: string | null;
	readonly pathFile?: string | null;
	/** Calibrations by channel name; they override the profile's formula. */
	readonly calibrations?: Readonly<Record<string, TwoPoints>>;
}

/** What the driver says of itself; fits `DeviceDriver`. */
interface DriverFacts {
	readonly id: string;
	limits(options: {
		readonly channels: readonly string[];
		readonly rateHz: number;
		readonly settings: DeviceProfile['settings'];
	}): readonly { readonly min: number; readonly max: number }[];
	decoder(options: {
		readonly channels: readonly string[];
		readonly rateHz: number;
		readonly settings: DeviceProfile['settings'];
	}): { readonly columns: readonly string[] };
}

/**
 * The setup that the recorder opens.
 *
 * @param driver the driver that the profile names
 * @throws {LabError} `device/driver` when it is another driver, `device/column` when the driver gives no such
 * column, and what the driver refuses
 */
export function setupFromProfile(
	profile: DeviceProfile,
	driver: DriverFacts,
	choice: SetupChoice
): DeviceSetup {
	if (driver.id !== profile.driver)
		throw new LabError('device/driver', `expected driver ${profile.driver}, got ${driver.id}`);
	const options = {
		channels: profile.inputs,
		rateHz: profile.rateHz,
		settings: profile.settings
	};
	const { columns } = driver.decoder(options);
	const limits = driver.limits(options);
	return {
		profile: profile.id,
		driver: profile.driver,
		port: choice.port,
		serialNumber: choice.serialNumber ?? null,
		pathFile: choice.pathFile ?? null,
		baudRate: profile.baudRate,
		rateHz: profile.rateHz,
		inputs: profile.inputs,
		settings: profile.settings,
		channels: profile.channels.map((channel) => {
			const limit = limits[columns.indexOf(channel.column)];
			if (limit !== undefined)
				return channelOf(channel, limit, choice.calibrations?.[channel.name]);
			throw new LabError(
				'device/column',
				`expected one of ${columns.join()}, got ${channel.column}`
			);
		})
	};
}

function channelOf(
	channel: ProfileChannel,
	{ min, max }: { readonly min: number; readonly max: number },
	calibration: TwoPoints | undefined
): ChannelSpec {
	const { name, kind, unit, column, transducer } = channel;
	const valueAt = valueOf(channel, calibration);
	return {
		...{ name, kind, unit, column, transducer },
		digitalMin: min,
		digitalMax: max,
		physicalMin: valueAt(min),
		physicalMax: valueAt(max)
	};
}

/** The transfer function in force: counts → value in the channel's unit. */
function valueOf(
	{ name, unit, transfer: given }: ProfileChannel,
	calibration: TwoPoints | undefined
): (counts: number) => number {
	if (calibration !== undefined && unit === 'counts')
		throw new LabError('device/calibration', `expected a unit for ${name}, got counts`);
	const points = calibration ?? (given.kind === 'two-point' ? given.points : undefined);
	if (points !== undefined) {
		const [a, b] = twoPoints.parse(points);
		const gain = (b.value - a.value) / (b.counts - a.counts);
		return (counts) => a.value + gain * (counts - a.counts);
	}
	if (given.kind === 'linear') return (counts) => given.offset + given.gain * counts;
	return (counts) => counts;
}
