/**
 * What an archive can do, wherever it is: keep whole objects, give them back, say what is there.
 *
 * @module
 */
import type { Readable } from 'node:stream';

/** What an archive says of an object. */
export interface ObjectFacts {
	readonly bytes: number;
	/** SHA-256 stated when it was put, lower-case hex; null = it was put by somebody else. */
	readonly sha256: string | null;
}

/** A name and a size. */
export interface ListedObject {
	readonly key: string;
	readonly bytes: number;
}

/**
 * A place for sealed folders. Keys are safe relative paths with forward slashes. A store that does not answer throws
 * whatever it says; only what is named here is a refusal.
 */
export interface ArchiveStore {
	/** For people: where it is, without any credential. */
	readonly place: string;
	/**
	 * Puts a file: it appears whole or not at all. An object of the same key is replaced.
	 *
	 * @param sha256 what the file is known to be; kept with it
	 */
	put(key: string, file: string, sha256: string): Promise<void>;
	/**
	 * Reads an object.
	 *
	 * @param range first byte and byte after the last; default all
	 * @throws {LabError} `archive/not-found`
	 */
	read(key: string, range?: { readonly from: number; readonly to: number }): Promise<Readable>;
	/** Null = there is none. */
	facts(key: string): Promise<ObjectFacts | null>;
	/** Every object whose key begins so. */
	list(prefix: string): AsyncIterable<ListedObject>;
	/** Takes an object away: for the end of retention only. One that is not there is no fault. */
	remove(key: string): Promise<void>;
	/** Lets connections go. */
	close(): void;
}
