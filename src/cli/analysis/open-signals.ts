/**
 * The notes at the head of an OpenSignals text file.
 *
 * @module
 */
import { z } from 'zod';

/** What the notes say. */
export interface OpenSignalsHeader {
	readonly rateHz: number;
	readonly names: readonly string[];
	/** Sensor by column, such as `EDA` of `A3`. */
	readonly sensors: Readonly<Record<string, string>>;
}

const device = z.object({
	'sampling rate': z.number().positive(),
	column: z.array(z.string()),
	label: z.array(z.string()),
	sensor: z.array(z.string())
});

/**
 * Reads the notes; of several devices in one file only the first.
 *
 * @param notes lines that begin with #
 * @returns null when the notes are not those of OpenSignals
 */
export function openSignalsHeader(notes: readonly string[]): OpenSignalsHeader | null {
	const [title = '', line = ''] = notes;
	if (!title.startsWith('# OpenSignals')) return null;
	const [first]: unknown[] = Object.values(parsed(line.replace(/^#\s*/, '')));
	const found = device.safeParse(first);
	if (!found.success) return null;
	const { column, label, sensor } = found.data;
	// the boards' sensors carry the board's name behind their own: EDABITREV
	const sensors = label.map((name, i) => [name, (sensor[i] ?? '').replace(/BIT(REV)?$/, '')]);
	return {
		rateHz: found.data['sampling rate'],
		names: column,
		sensors: Object.fromEntries(sensors) as Record<string, string>
	};
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
