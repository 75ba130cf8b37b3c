/**
 * The files an event names, wherever in it they stand: those have to be there, and to be sealed with the session.
 *
 * @module
 */
import { mediaFile, type MediaFile } from './question.ts';

/** Files named anywhere in the data of an event, each once. */
export function mediaIn(data: unknown): MediaFile[] {
	const found = new Map<string, MediaFile>();
	const visit = (value: unknown): void => {
		if (typeof value !== 'object' || value === null) return;
		const file = 'sha256' in value ? mediaFile.safeParse(value) : null;
		if (file?.success === true) found.set(file.data.sha256, file.data);
		else Object.values(value).forEach(visit);
	};
	visit(data);
	return [...found.values()];
}

/** Files named by any of these events, each once, in the order of their names. */
export function mediaOfEvents(events: readonly { readonly data: unknown }[]): MediaFile[] {
	const found = new Map<string, MediaFile>();
	for (const { data } of events) for (const file of mediaIn(data)) found.set(file.sha256, file);
	return [...found.values()].sort((a, b) => (a.sha256 < b.sha256 ? -1 : 1));
}

/** Where a file lies in a sealed folder. */
export function sealedMediaPath({ sha256 }: Pick<MediaFile, 'sha256'>): string {
	return `media/${sha256}`;
}
