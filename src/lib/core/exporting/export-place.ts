/**
 * Where an export is asked for.
 *
 * @module
 */
import { itemText, type ExportItem, type ExportOf } from './export-item.ts';

/** The page, with what is to be asked for chosen already. */
export function exportPlace(source: ExportOf, id: string, item: ExportItem): string {
	return `/exports?${new URLSearchParams({ [source]: id, item: itemText(item) }).toString()}`;
}
