/**
 * What is fuzzed, by name: each takes bytes and throws when a promise of a reader is broken.
 *
 * @module
 */
import { fuzz as csv } from './targets/csv.ts';
import { fuzz as edf } from './targets/edf.ts';
import { fuzz as event } from './targets/event.ts';
import { fuzz as packet } from './targets/packet.ts';
import { fuzzOf } from './targets/serial.ts';
import { fuzz as tile } from './targets/tile.ts';
import { fuzz as yaml } from './targets/yaml.ts';

export { csv, edf, event, packet, tile, yaml };
export const bitalino = fuzzOf('bitalino');
export const cyton = fuzzOf('cyton');
export const text = fuzzOf('text');

/** The same by name. */
export const targets: Readonly<Record<string, (bytes: Uint8Array) => void | Promise<void>>> = {
	...{ edf, yaml, csv, bitalino, cyton, text, packet, tile, event }
};
/** Names of the targets, which are those of the folders in `tests/corpus` too. */
export const targetNames = Object.keys(targets);
