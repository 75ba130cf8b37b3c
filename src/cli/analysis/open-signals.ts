/**
 * The notes at the head of an OpenSignals text file.
 *
 * @module
 */
/** What the notes say. */
export interface OpenSignalsHeader {
	readonly rateHz: number;
	readonly names: readonly string[];
	/** Sensor by column, such as `EDA` of `A3`. */
	readonly sensors: Readonly<Record<string, string>>;
}

/**
 * Reads the notes; of several devices in one file only the first.
 *
 * @param notes lines that begin with #
 * @returns null when the notes are not those of OpenSignals
 */
export function openSignalsHeader(notes: readonly string[]): OpenSignalsHeader | null {
	const [title = '', line = ''] = notes;
	if (!title.startsWith('# OpenSignals')) return null;
	const device = firstDevice(line.replace(/^#\s*/, ''));
	const rateHz = device?.['sampling rate'];
	if (device === undefined || typeof rateHz !== 'number' || !(rateHz > 0)) return null;
	const names = texts(device['column']);
	// the boards' sensors carry the board's name behind their own: EDABITREV
	const sensors = texts(device['sensor']).map((sensor) => sensor.replace(/BIT(REV)?$/, ''));
	const pairs = texts(device['label']).map((name, i): [string, string] => [name, sensors[i] ?? '']);
	return { rateHz, names, sensors: Object.fromEntries(pairs) };
}

function firstDevice(text: string): Readonly<Record<string, unknown>> | undefined {
	const devices = Object.values(parsed(text)) as unknown[];
	const device = devices[0];
	return typeof device === 'object' && device !== null
		? (device as Readonly<Record<string, unknown>>)
		: undefined;
}

function texts(value: unknown): string[] {
	return Array.isArray(value) ? value.map(String) : [];
}

function parsed(text: string): object {
	try {
		const value: unknown = JSON.parse(text);
		return typeof value === 'object' && value !== null ? value : {};
	} catch (error) {
		if (error instanceof SyntaxError) return {};
		throw error;
	}
}
