/**
 * Time stamps of heads by an authority of the laboratory's own network: the token says, signed by somebody else, that a
 * head was there at that time.
 *
 * @source RFC 3161 (request, response, token), RFC 5652 (signed data)
 * @module
 */
import { createHash, randomBytes, webcrypto } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { fromBER, Integer, OctetString, type Sequence } from 'asn1js';
import * as pkijs from 'pkijs';
import { canonicalJson } from '#lib/core/audit/canonical.ts';
import { LabError } from '#lib/core/errors.ts';
import type { TreeHead } from '#lib/core/integrity/tree-head.ts';

/** An authority: its address, and the certificates (PEM) its own must lead to. */
export interface TimeStampAuthority {
	readonly url: string;
	readonly certificates: string;
}

const SHA256 = '2.16.840.1.101.3.4.2.1';
const TST_INFO = '1.2.840.113549.1.9.16.1.4';
const TIME_STAMPING = '1.3.6.1.5.5.7.3.8';
const EXTENDED_KEY_USAGE = '2.5.29.37';
const TIMEOUT_MS = 20_000;
/** A token is about 1 to 6 KB. */
const LARGEST_ANSWER = 64 * 1024;

pkijs.setEngine('node', new pkijs.CryptoEngine({ name: 'node', crypto: webcrypto as Crypto }));

/** What is stamped: the canonical JSON of the head with its signature. */
export function stampedBytes(head: TreeHead): Buffer {
	return Buffer.from(canonicalJson(head));
}

/**
 * Asks for a token and checks it.
 *
 * @returns the token (DER)
 * @throws {LabError} `integrity/time-stamp` when the authority refuses, or the token is not what was asked for
 */
export async function requestTimeStamp(
	{ url, certificates }: TimeStampAuthority,
	head: TreeHead
): Promise<Buffer> {
	const nonce = Uint8Array.from(randomBytes(8), (byte, index) =>
		index === 0 ? (byte & 0x3f) | 1 : byte
	);
	const answer = await fetch(url, {
		...{ method: 'POST', headers: { 'content-type': 'application/timestamp-query' } },
		body: new Uint8Array(requestOf(head, nonce)),
		// the authority has one address; another one is not the laboratory's
		redirect: 'manual',
		signal: AbortSignal.timeout(TIMEOUT_MS)
	});
	if (!answer.ok) throw refusal(`an answer, got ${answer.status}`);
	const bytes = await answer.arrayBuffer();
	if (bytes.byteLength > LARGEST_ANSWER) throw refusal('a token, got something larger');
	const response = read(bytes, (schema) => new pkijs.TimeStampResp({ schema }));
	const { timeStampToken } = response;
	// granted, or granted with modifications (RFC 3161 2.4.2)
	const status: number = response.status.status;
	if (status > 1 || timeStampToken === undefined) throw refusal(`a token, got status ${status}`);
	const token = Buffer.from(timeStampToken.toSchema().toBER());
	const info = await checkTimeStamp(token, head, certificates);
	if (!sameInteger(info.nonce, nonce)) throw refusal('the answer to this request, got another');
	return token;
}

function requestOf(head: TreeHead, nonce: Uint8Array<ArrayBuffer>): ArrayBuffer {
	return new pkijs.TimeStampReq({
		version: 1,
		messageImprint: new pkijs.MessageImprint({
			hashAlgorithm: new pkijs.AlgorithmIdentifier({ algorithmId: SHA256 }),
			hashedMessage: new OctetString({ valueHex: imprint(head) })
		}),
		nonce: new Integer({ valueHex: nonce.buffer }),
		certReq: true
	})
		.toSchema()
		.toBER();
}

function imprint(head: TreeHead): ArrayBuffer {
	const digest = createHash('sha256').update(stampedBytes(head)).digest();
	return Uint8Array.from(digest).buffer;
}

/** A token's own statement. */
export interface TimeStamp {
	/** When the authority says the head was there. */
	readonly at: Date;
	readonly nonce: Uint8Array | null;
}

/**
 * Checks a token: it is about this head, and signed by an authority whose certificate leads to one of the given.
 *
 * @throws {LabError} `integrity/time-stamp`
 */
export async function checkTimeStamp(
	token: Uint8Array,
	head: TreeHead,
	certificates: string
): Promise<TimeStamp> {
	const content = read(
		Uint8Array.from(token).buffer,
		(schema) => new pkijs.ContentInfo({ schema })
	);
	const signed = read(
		(content.content as Sequence).toBER(),
		(schema) => new pkijs.SignedData({ schema })
	);
	const inner = signed.encapContentInfo.eContent?.getValue();
	if (signed.encapContentInfo.eContentType !== TST_INFO || inner === undefined)
		throw refusal('a time stamp token, got something else');
	const info = read(inner, (schema) => new pkijs.TSTInfo({ schema }));
	const stamped = Buffer.from(info.messageImprint.hashedMessage.getValue());
	if (
		info.messageImprint.hashAlgorithm.algorithmId !== SHA256 ||
		!stamped.equals(Buffer.from(imprint(head)))
	)
		throw refusal(`a token of head ${head.number}, got one of something else`);
	await checkSignature(signed, stampedBytes(head), trustedOf(certificates));
	const { nonce } = info;
	return {
		at: info.genTime,
		nonce: nonce === undefined ? null : new Uint8Array(nonce.valueBlock.valueHexView)
	};
}

async function checkSignature(
	signed: pkijs.SignedData,
	data: Buffer,
	trustedCerts: pkijs.Certificate[]
): Promise<void> {
	const result = await signed
		.verify({
			...{ signer: 0, trustedCerts, checkChain: true, extendedMode: true },
			data: Uint8Array.from(data).buffer
		})
		.catch((error: unknown) => {
			const what = error instanceof Error ? error.message : (error as { message?: string }).message;
			throw refusal(`a token signed by the authority, got: ${what ?? 'another'}`, error);
		});
	if (result.signatureVerified !== true || result.signerCertificateVerified !== true)
		throw refusal('a token signed by the authority, got another');
	const usage = result.signerCertificate?.extensions?.find(
		({ extnID }) => extnID === EXTENDED_KEY_USAGE
	);
	const purposes = (usage?.parsedValue as pkijs.ExtKeyUsage | undefined)?.keyPurposes ?? [];
	if (!purposes.includes(TIME_STAMPING))
		throw refusal('a certificate for time stamps, got another');
}

/** The certificates of a PEM text. */
function trustedOf(pem: string): pkijs.Certificate[] {
	const blocks = pem.matchAll(/-----BEGIN CERTIFICATE-----([^-]+)-----END CERTIFICATE-----/g);
	const found = [...blocks].map(([, body = '']) =>
		read(
			Uint8Array.from(Buffer.from(body, 'base64')).buffer,
			(schema) => new pkijs.Certificate({ schema })
		)
	);
	if (found.length === 0) throw refusal('the certificate of the authority (PEM), got none');
	return found;
}

function read<T>(bytes: ArrayBuffer, make: (schema: unknown) => T): T {
	try {
		const { offset, result } = fromBER(bytes);
		if (offset > 0) return make(result);
	} catch (error) {
		throw refusal('DER of RFC 3161, got other bytes', error);
	}
	throw refusal('DER of RFC 3161, got other bytes');
}

function sameInteger(found: Uint8Array | null, asked: Uint8Array): boolean {
	const bare = (bytes: Uint8Array): string =>
		Buffer.from(bytes)
			.toString('hex')
			.replace(/^(00)+/, '');
	return found !== null && bare(found) === bare(asked);
}

/** Reads the authority's certificates. */
export async function readAuthority(
	url: string,
	certificatePath: string
): Promise<TimeStampAuthority> {
	return { url, certificates: await readFile(certificatePath, 'utf8') };
}

function refusal(expected: string, cause?: unknown): LabError {
	return new LabError('integrity/time-stamp', `expected ${expected}`, { cause });
}
