/**
 * `decode`: bytes of a device on standard input, CSV on standard output, facts on standard error.
 *
 * The first column counts lost samples too. Without arrival times a loss is what the device's counter shows,
 * that is modulo its size; with `--arrivals` the whole turns are found as the recorder finds them.
 *
 * @module
 */
import { once } from 'node:events';
import { LabError } from '#lib/core/errors.ts';
import { csvCell } from '#lib/core/exporting/csv-cell.ts';
import { ClockFit } from '#lib/core/recording/clock-fit.ts';
import { LossResolver } from '#lib/core/recording/loss.ts';
import { driverById, drivers } from '#lib/devices/registry.ts';
import type { Decoder, DeviceDriver, DriverOptions, Frame } from '#lib/devices/types.ts';
import { numberOption, readArguments, usageError } from './arguments.ts';
import { type Arrival, readArrivals } from './decode-arrivals.ts';

/** Taken as nominal where neither the device nor the caller says a rate [Hz]. */
const DEFAULT_RATE_HZ = 50;
/** What `--help` prints. */
export const usage = `decode --device ${drivers.map(({ id }) => id).join('|')} [--channels A1,A2,…] [--rate HZ] [--setting NAME=VALUE]… [--arrivals FILE] < bytes
  CSV: sample, then raw counts of each channel; facts as one line of JSON on standard error.
  sample counts lost samples too. Without --arrivals a loss is what the device's counter shows: its true
  size may be greater by whole turns of that counter (lostModulus in the facts; null = exact or unknown).
  --arrivals names a file of lines "byteOffset seconds": the bytes from this offset on came at that time.
`;

/** What the command line says. */
interface Request {
	readonly driver: DeviceDriver;
	readonly options: DriverOptions;
	/** Null = the device chooses it and nobody said it [Hz]. */
	readonly knownRateHz: number | null;
	/** Null = decide losses by the counter alone. */
	readonly arrivals: readonly Arrival[] | null;
}

/**
 * Decodes a stream of any length in little memory.
 *
 * @returns 0 done, 1 no frame in the input
 * @throws {LabError} `cli/usage` for arguments that are not understood
 */
export async function decode(args: string[]): Promise<number> {
	const request = await requestOf(args);
	const decoder = decoderOf(request);
	const table = new Table(decoder);
	const resolver = resolverOf(request);
	const read = async (frames: readonly Frame[], arrivedS: number): Promise<void> => {
		for (const { firstSample, gap, values } of resolver.push(frames, arrivedS))
			if (!gap) await table.write(firstSample, values);
	};
	let arrivedS = 0;
	for await (const { bytes, atS } of chunks(request.arrivals ?? [])) {
		arrivedS = atS;
		await read(decoder.push(bytes), arrivedS);
	}
	await read(decoder.end(), arrivedS);
	for (const { firstSample, gap, values } of resolver.flush())
		if (!gap) await table.write(firstSample, values);
	const { driver } = request;
	const { frames, badBytes } = decoder.facts;
	const lostModulus = request.arrivals === null ? driver.sequenceModulus : null;
	const rateHz = resolver.clock.isFitted ? resolver.clock.effectiveRateHz : request.knownRateHz;
	const facts = { device: driver.id, frames, lost: resolver.lost, lostModulus, badBytes, rateHz };
	process.stderr.write(`${JSON.stringify(facts)}\n`);
	if (frames > 0) return 0;
	process.stderr.write(`jingwei: expected frames of ${driver.id}, found none in the input\n`);
	return 1;
}

async function requestOf(args: string[]): Promise<Request> {
	const { values } = readArguments(
		args,
		{
			device: { type: 'string' },
			channels: { type: 'string' },
			rate: { type: 'string' },
			setting: { type: 'string', multiple: true },
			arrivals: { type: 'string' }
		},
		{ names: [] }
	);
	const known = drivers.map(({ id }) => id).join(', ');
	const driver = driverById(values.device ?? '');
	if (driver === undefined)
		throw usageError(`expected --device ${known}, got ${values.device ?? 'nothing'}`);
	const said = numberOption('rate', values.rate ?? '1', { least: 0.001, most: 1e6 });
	const knownRateHz = values.rate === undefined ? (driver.ratesHz.at(-1) ?? null) : said;
	const channels = (values.channels ?? '').split(',').map((name) => name.trim());
	const settings = Object.fromEntries((values.setting ?? []).map(settingOf));
	return {
		driver,
		options: {
			channels: channels.filter((name) => name !== ''),
			rateHz: knownRateHz ?? DEFAULT_RATE_HZ,
			settings
		},
		knownRateHz,
		arrivals: values.arrivals === undefined ? null : await readArrivals(values.arrivals)
	};
}

/** `name=value`; numbers and true/false become what they say. */
function settingOf(text: string): [string, string | number | boolean] {
	const equals = text.indexOf('=');
	if (equals < 1) throw usageError(`expected NAME=VALUE for --setting, got ${text}`);
	const value = text.slice(equals + 1);
	const name = text.slice(0, equals);
	if (value === 'true' || value === 'false') return [name, value === 'true'];
	return [name, value.trim() !== '' && Number.isFinite(Number(value)) ? Number(value) : value];
}

/** What the driver refuses, the caller has asked for. */
function decoderOf({ driver, options }: Request): Decoder {
	try {
		return driver.decoder(options);
	} catch (error) {
		if (error instanceof LabError) throw usageError(error.message, error);
		throw error;
	}
}

function resolverOf({ driver, options, arrivals }: Request): LossResolver {
	const { rateHz } = options;
	const estimateRate = arrivals !== null && driver.ratesHz.length === 0;
	return new LossResolver({
		rateHz,
		modulus: arrivals === null ? null : driver.sequenceModulus,
		clock: new ClockFit({ rateHz, estimateRate })
	});
}

/** Standard input in pieces that came at one time each; without arrivals all at 0. */
async function* chunks(
	arrivals: readonly Arrival[]
): AsyncGenerator<{ bytes: Uint8Array; atS: number }> {
	let offset = 0;
	let next = 0;
	for await (const chunk of process.stdin as AsyncIterable<Uint8Array>) {
		for (let from = 0; from < chunk.length;) {
			while ((arrivals[next]?.byteOffset ?? Infinity) <= offset + from) next++;
			const end = (arrivals[next]?.byteOffset ?? Infinity) - offset;
			const until = Math.min(chunk.length, end);
			const atS = arrivals[next - 1]?.seconds ?? arrivals[0]?.seconds ?? 0;
			yield { bytes: chunk.subarray(from, until), atS };
			from = until;
		}
		offset += chunk.length;
	}
}

/** The CSV, written no faster than it is read. */
class Table {
	readonly #decoder: Decoder;
	#hasHeader = false;

	constructor(decoder: Decoder) {
		this.#decoder = decoder;
	}

	async write(firstSample: number, rows: readonly (readonly number[])[]): Promise<void> {
		// a column found in the stream may be named with anything
		const header = this.#decoder.columns.map(csvCell);
		const lines = rows.map((row, i) => [firstSample + i, ...row].join());
		if (!this.#hasHeader) lines.unshift(['sample', ...header].join());
		this.#hasHeader = true;
		if (!process.stdout.write(`${lines.join('\n')}\n`)) await once(process.stdout, 'drain');
	}
}
