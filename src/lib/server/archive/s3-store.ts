/**
 * An archive behind the S3 protocol: the laboratory's own object store (MinIO, Ceph and the like).
 *
 * Credentials come from the variables the library knows (`AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY`, or a profile).
 *
 * @module
 */
import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import type { S3Client } from '@aws-sdk/client-s3';
import { isSafePath } from '#lib/core/audit/manifest.ts';
import { LabError } from '#lib/core/errors.ts';
import type { ArchiveStore, ListedObject, ObjectFacts } from './archive-store.ts';

/** Where the objects go. */
export interface S3Place {
	readonly bucket: string;
	/** Before every key, without slash at its end; empty = nothing. */
	readonly prefix: string;
	/** Address of the store; null = the one the library finds for the region. */
	readonly endpoint: string | null;
	readonly region: string;
}

/** The library and a client of it. */
type Opened = typeof import('@aws-sdk/client-s3') & { readonly client: S3Client };

const CONNECT_MS = 5_000;
/** Silence after which a request counts as broken [ms]. */
const SILENCE_MS = 30_000;
/** Tries within the library; the queue tries again after that. */
const TRIES = 2;

/** An archive in a bucket. */
export class S3Store implements ArchiveStore {
	readonly place: string;
	readonly #to: S3Place;
	#opened: Promise<Opened> | null = null;

	constructor(to: S3Place) {
		this.#to = to;
		this.place = `s3://${[to.bucket, to.prefix].filter((part) => part !== '').join('/')}`;
	}

	async put(key: string, file: string, sha256: string): Promise<void> {
		const { client } = await this.#open();
		const { Upload } = await import('@aws-sdk/lib-storage');
		const upload = new Upload({
			client,
			params: { ...this.#object(key), Body: createReadStream(file), Metadata: { sha256 } }
		});
		await upload.done();
	}

	async read(
		key: string,
		range?: { readonly from: number; readonly to: number }
	): Promise<Readable> {
		const { client, GetObjectCommand } = await this.#open();
		try {
			const { Body } = await client.send(
				new GetObjectCommand({
					...this.#object(key),
					...(range && { Range: `bytes=${range.from}-${range.to - 1}` })
				})
			);
			return Body as Readable;
		} catch (error) {
			if (!isAbsent(error)) throw error;
			throw new LabError('archive/not-found', 'expected an object in the archive, got none', {
				cause: error
			});
		}
	}

	async facts(key: string): Promise<ObjectFacts | null> {
		const { client, HeadObjectCommand } = await this.#open();
		try {
			const { ContentLength, Metadata } = await client.send(
				new HeadObjectCommand(this.#object(key))
			);
			return { bytes: ContentLength ?? 0, sha256: Metadata?.['sha256'] ?? null };
		} catch (error) {
			if (isAbsent(error)) return null;
			throw error;
		}
	}

	async *list(prefix: string): AsyncIterable<ListedObject> {
		const { bucket, prefix: own } = this.#to;
		const before = own === '' ? '' : `${own}/`;
		const { client, ListObjectsV2Command } = await this.#open();
		let ContinuationToken: string | undefined;
		do {
			const page = await client.send(
				new ListObjectsV2Command({
					Bucket: bucket,
					Prefix: `${before}${prefix}`,
					...(ContinuationToken !== undefined && { ContinuationToken })
				})
			);
			for (const { Key = '', Size = 0 } of page.Contents ?? [])
				yield { key: Key.slice(before.length), bytes: Size };
			ContinuationToken = page.NextContinuationToken;
		} while (ContinuationToken !== undefined);
	}

	async remove(key: string): Promise<void> {
		const { client, DeleteObjectCommand } = await this.#open();
		await client.send(new DeleteObjectCommand(this.#object(key)));
	}

	close(): void {
		// a client that could not be made has told whoever asked for it
		this.#opened?.then(
			({ client }) => client.destroy(),
			() => undefined
		);
	}

	#open(): Promise<Opened> {
		return (this.#opened ??= open(this.#to));
	}

	#object(key: string): { readonly Bucket: string; readonly Key: string } {
		if (!isSafePath(key)) throw new LabError('archive/key', `expected a safe path, got ${key}`);
		const { bucket, prefix } = this.#to;
		return { Bucket: bucket, Key: prefix === '' ? key : `${prefix}/${key}` };
	}
}

/** The library is large, and most laboratories have no such archive: it is loaded when one is asked for something. */
async function open(to: S3Place): Promise<Opened> {
	const library = await import('@aws-sdk/client-s3');
	const client = new library.S3Client({
		region: to.region,
		maxAttempts: TRIES,
		requestHandler: { connectionTimeout: CONNECT_MS, requestTimeout: SILENCE_MS },
		// a store of one's own has no name server that knows its buckets
		...(to.endpoint === null ? {} : { endpoint: to.endpoint, forcePathStyle: true }),
		// older stores know no checksums of this kind; what is put is read back and hashed anyway
		requestChecksumCalculation: 'WHEN_REQUIRED',
		responseChecksumValidation: 'WHEN_REQUIRED'
	});
	return { ...library, client };
}

function isAbsent(error: unknown): boolean {
	return error instanceof Error && ['NoSuchKey', 'NotFound'].includes(error.name);
}
