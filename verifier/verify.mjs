#!/usr/bin/env node
/* eslint max-lines: "off" -- one file, so that it can be handed over alone */
/*
 * 经纬证据包核验程序 / Verifier of Jingwei evidence packages.
 *
 * 独立程序：只需 Node.js 18 以上，不联网，不使用经纬的任何代码。/ Stands alone: needs Node.js 18 or later, no network,
 * and none of Jingwei's code. Written from the format below, so that a mistake of the one is not the mistake of the other.
 *
 *   node verify.mjs [folder] [--last-hash HASH] [--printed CODE] [--witness FILE]
 *   exit 0 = no change found, 1 = a fault, 2 = something needed for the check is not there, 3 = could not check
 *
 * FORMAT
 * A package is a folder.
 * manifest.json   Canonical JSON {"files":[{"bytes","path","sha256"}…]} of every file but the two lists, sorted by path.
 * events.jsonl    The log: one event a line, canonical JSON, each line ended by LF, UTF-8 without byte order mark.
 *   Canonical JSON is RFC 8785: keys sorted by UTF-16 code units, no blanks, numbers and strings as ECMAScript writes them.
 *   Every event has id, type, at, data, sessionId, seq, actor, recordedAt, previousHash, hash. hash is the SHA-256
 *   (lower-case hex) of the canonical JSON of the event without its hash; previousHash is that of the event before, 64
 *   zeros for the first; seq is 1, 2, 3 …; sessionId is the same throughout. The first event is session-opened, the last
 *   one session-sealed: its data hold manifestSha256 (of the bytes of manifest.json) and the same list of files.
 * recordings/     A BDF+ file for each chart-sealed event, which states its name, bytes, SHA-256 and samples.
 * protocols/      Every file session-opened names, with its SHA-256.
 * report/         report-v<N>.json is the content of version N, canonical JSON with format, sessionId, version, basis
 *   {seq, hash} and documents; report-issued states its SHA-256. basis names the last event the version tells of.
 *   report-signed states version and SHA-256 of what was signed, and as whom. Tester and reviewer are two people.
 * Score sheets: sheet-committed states SHA-256 of the canonical JSON {"nonce","sheet"}; sheet-revealed gives both.
 * log/            Where the events stand in the laboratory's log (added when the package is handed out; not in the manifest).
 *   log.json is canonical JSON: keys [{keyId, publicKey}], heads, consistency, events, stamps [{number, sha256 of the token}].
 *   The log is a Merkle tree (RFC 6962) made twice, with SHA-256 and with SM3. A leaf is H(0x00 ‖ H(salt ‖ payload)); payload
 *   is the canonical JSON {hash, owner, seq, source} of an event: its hash, the session, its number, "session".
 *   A head is {number, size, sha256, sm3, at, keyId, previous} with signature: Ed25519 over its canonical JSON without the
 *   signature. keyId is the first 32 digits of the SHA-256 of the public key (SPKI DER). consistency[i] proves heads[i] to be
 *   the beginning of heads[i+1] (RFC 9162 2.1.4.2), events[i] = {seq, index, salt, sha256, sm3} an event to be in the last
 *   head (2.1.3.2). A printed code is JW1:number:size:sha256:keyId of a head, a line of a witness file a whole head.
 *   log/head-N.tst is a time stamp (RFC 3161) of log/head-N.json; its signature is for a tool of its own:
 *   openssl ts -verify -token_in -in log/head-N.tst -data log/head-N.json -CAfile CERTIFICATE
 * export/export.json  Who this copy was given to (added when it is handed out; not in the manifest). Canonical JSON with
 *   format "jingwei-export/1", number, copy, item, source (the session), recipient {name, office}, purpose, requestedBy,
 *   approvedBy, approvedAt, takenAt, files [{bytes, path, sha256}] (the two lists and all of log/), keyId, publicKey, and
 *   signature: Ed25519 over the canonical JSON without it. Where there is a log, the key is one of its keys.
 */

// <core> Everything up to the end of the core is also the script of verify.html. `folder` lists and reads files;
// `sha256` hashes bytes; a finding is { ok, zh, en }.
const ZEROS = '0'.repeat(64);
const LISTS = ['events.jsonl', 'manifest.json'];
/** Added when a package is handed out. */
const BESIDE = /^(log\/(log\.json|head-[0-9]+\.(json|tst))|export\/export\.json)$/;
const EXPORT = 'export/export.json';

/** RFC 8785. JSON.parse gave the value, so nothing else than JSON is in it. */
function canonical(value) {
	if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
	if (value === null || typeof value !== 'object') return JSON.stringify(value);
	// sort() compares UTF-16 code units, as the standard asks
	const keys = Object.keys(value).sort();
	return `{${keys.map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join(',')}}`;
}

class Fault extends Error {
	constructor(zh, en) {
		super(en);
		this.zh = zh;
		this.en = en;
	}
}

function demand(holds, zh, en) {
	if (!holds) throw new Fault(zh, en);
}

const bytesOf = (text) => new TextEncoder().encode(text);

function textOf(bytes, path) {
	try {
		return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
	} catch {
		throw new Fault(`${path} 不是 UTF-8 文本`, `${path} is not UTF-8`);
	}
}

/** Canonical JSON is one text only: another text of the same value is a change. */
function exactJson(text, path) {
	let value;
	try {
		value = JSON.parse(text);
	} catch {
		throw new Fault(`${path} 不是 JSON`, `${path} is not JSON`);
	}
	demand(canonical(value) === text, `${path} 不是规范 JSON`, `${path} is not canonical JSON`);
	return value;
}

async function readManifest(folder) {
	demand(folder.paths.includes('manifest.json'), '缺少 manifest.json', 'manifest.json is missing');
	const bytes = await folder.read('manifest.json');
	const manifest = exactJson(textOf(bytes, 'manifest.json'), 'manifest.json');
	demand(Array.isArray(manifest?.files), '清单没有文件表', 'the manifest lists no files');
	manifest.files.forEach(({ path }, index) => {
		const before = manifest.files[index - 1];
		const isSafe =
			typeof path === 'string' && !path.split('/').some((part) => /^\.{0,2}$/.test(part));
		demand(
			isSafe && !LISTS.includes(path),
			`清单中的路径不合规：${path}`,
			`a path of the manifest is not allowed: ${path}`
		);
		demand(
			before === undefined || before.path < path,
			`清单未排序：${path}`,
			`the manifest is not sorted at ${path}`
		);
	});
	return { bytes, files: manifest.files };
}

async function checkFiles(folder, { files }) {
	const wanted = new Set(files.map(({ path }) => path));
	for (const path of folder.paths)
		demand(
			wanted.has(path) || LISTS.includes(path) || BESIDE.test(path),
			`清单之外的文件：${path}`,
			`a file that is not in the manifest: ${path}`
		);
	for (const { path, bytes, sha256 } of files) {
		demand(folder.paths.includes(path), `缺少文件：${path}`, `missing: ${path}`);
		const size = await folder.size(path);
		demand(
			size === bytes,
			`${path} 应为 ${bytes} 字节，实为 ${size}`,
			`${path} has ${size} bytes, expected ${bytes}`
		);
		const got = await folder.digest(path);
		demand(
			got === sha256,
			`${path} 内容与清单不符`,
			`the content of ${path} is not the one listed`
		);
	}
	return files.length;
}

async function readLog(folder, sha256) {
	demand(folder.paths.includes('events.jsonl'), '缺少 events.jsonl', 'events.jsonl is missing');
	const lines = textOf(await folder.read('events.jsonl'), 'events.jsonl').split('\n');
	demand(lines.pop() === '', '记录最后一行没有换行', 'the last line of the log is not ended');
	const events = [];
	let before = ZEROS;
	for (const [index, line] of lines.entries()) {
		const name = `events.jsonl:${index + 1}`;
		const event = exactJson(line, name);
		const { hash, ...fields } = event;
		const first = events[0] ?? event;
		demand(event.seq === index + 1, `${name} 序号不符`, `${name} has another number`);
		demand(
			event.sessionId === first.sessionId,
			`${name} 属于另一次测试`,
			`${name} belongs to another session`
		);
		demand(
			event.previousHash === before,
			`${name} 与前一条不相接`,
			`${name} does not follow the one before`
		);
		demand(
			(await sha256(bytesOf(canonical(fields)))) === hash,
			`${name} 哈希不符`,
			`the hash of ${name} is wrong`
		);
		const isLast = index === lines.length - 1;
		demand(
			(event.type === 'session-sealed') === isLast,
			`${name} 封存记录位置不对`,
			`the seal is not the last event (${name})`
		);
		before = hash;
		events.push(event);
	}
	demand(
		events[0]?.type === 'session-opened',
		'第一条记录不是开始测试',
		'the log does not begin with session-opened'
	);
	return events;
}

async function checkSeal(events, manifest, sha256) {
	const { data } = events[events.length - 1];
	demand(
		data.manifestSha256 === (await sha256(manifest.bytes)),
		'封存记录与清单不符',
		'the seal names another manifest'
	);
	demand(
		canonical([...data.files].sort((a, b) => (a.path < b.path ? -1 : 1))) ===
			canonical(manifest.files),
		'封存记录与清单的文件表不符',
		'the seal lists other files than the manifest'
	);
}

function checkProtocols(events, { files }) {
	const hashes = new Map(files.map(({ path, sha256 }) => [path, sha256]));
	for (const { name, sha256 } of events[0].data.protocols) {
		const path = name.startsWith('protocols/') ? name : `protocols/${name}`;
		demand(hashes.get(path) === sha256, `规程文件不符：${path}`, `another protocol file: ${path}`);
	}
	return events[0].data.protocols.length;
}

const ascii = (bytes, from, length) =>
	String.fromCharCode(...bytes.subarray(from, from + length)).trim();

/** The header of a BDF+ file: 256 bytes, then for each signal 256 bytes, field by field for all signals. */
function bdfHeader(bytes, path) {
	demand(
		bytes.length >= 256 && bytes[0] === 0xff && ascii(bytes, 1, 7) === 'BIOSEMI',
		`${path} 不是 BDF 文件`,
		`${path} is no BDF file`
	);
	const count = Number(ascii(bytes, 252, 4));
	const headerBytes = Number(ascii(bytes, 184, 8));
	demand(
		headerBytes === 256 * (count + 1),
		`${path} 文件头长度不符`,
		`the header length of ${path} is wrong`
	);
	demand(
		ascii(bytes, 192, 5) === 'BDF+C',
		`${path} 不是连续记录的 BDF+`,
		`${path} is not a continuous BDF+`
	);
	const field = (offset, width, index) => ascii(bytes, 256 + count * offset + width * index, width);
	const signals = Array.from({ length: count }, (_, index) => ({
		label: field(0, 16, index),
		perRecord: Number(field(216, 8, index))
	}));
	const recordBytes = signals.reduce((sum, { perRecord }) => sum + 3 * perRecord, 0);
	return { headerBytes, recordBytes, signals, records: Number(ascii(bytes, 236, 8)) };
}

async function checkRecordings(events, manifest, folder) {
	const sealed = events.filter(({ type }) => type === 'chart-sealed');
	for (const { data } of sealed) {
		const path = `recordings/${data.file.split('/').pop()}`;
		const found = manifest.files.find((file) => file.path === path);
		demand(
			found?.sha256 === data.sha256 && found.bytes === data.bytes,
			`记录文件不符：${path}`,
			`another recording: ${path}`
		);
		const header = bdfHeader(await folder.head(path, 65_536), path);
		const records = (data.bytes - header.headerBytes) / header.recordBytes;
		demand(
			records === header.records,
			`${path} 数据块数不符`,
			`${path} has another number of records than its header says`
		);
		const signals = header.signals.filter(({ label }) => label !== 'BDF Annotations');
		for (const { perRecord } of signals) {
			const room = records * perRecord;
			demand(
				room >= data.samples && room - data.samples < perRecord,
				`${path} 样本数不符`,
				`${path} holds another number of samples`
			);
		}
		const started = events.find(
			({ type, data: one }) => type === 'chart-started' && one.chart === data.chart
		);
		for (const { name } of started?.data.columns ?? [])
			demand(
				signals.some(({ label }) => label === name),
				`${path} 缺少通道 ${name}`,
				`${path} lacks the channel ${name}`
			);
	}
	return sealed.length;
}

async function checkSheets(events, sha256) {
	let count = 0;
	for (const { type, data } of events) {
		if (type !== 'sheet-revealed') continue;
		const { nonce, sheet } = data;
		const hash = await sha256(bytesOf(canonical({ nonce, sheet })));
		const isSealed = events.some(
			(one) =>
				one.type === 'sheet-committed' &&
				one.data.seat === data.seat &&
				one.data.commitment === hash
		);
		demand(
			isSealed,
			`评分表与封存指纹不符：${data.seat}`,
			`the ${data.seat} sheet is not the one that was sealed`
		);
		count++;
	}
	return count;
}

/** Every version is there as it was issued, and every signature is on one of them. */
async function checkReports(events, manifest, folder) {
	const issued = events.filter(({ type }) => type === 'report-issued');
	for (const { data } of issued) {
		const path = `report/report-v${data.version}.json`;
		const found = manifest.files.find((file) => file.path === path);
		demand(
			found?.sha256 === data.sha256,
			`意见书第 ${data.version} 版与定稿记录不符`,
			`version ${data.version} of the report is not the one issued`
		);
		const content = exactJson(textOf(await folder.read(path), path), path);
		const { version, sessionId, basis } = content;
		demand(
			version === data.version && sessionId === events[0].sessionId,
			`${path} 不属于本次测试`,
			`${path} belongs to another session or version`
		);
		demand(
			events[basis.seq - 1]?.hash === basis.hash && canonical(basis) === canonical(data.basis),
			`${path} 所依据的记录不符`,
			`${path} rests on another log`
		);
	}
	const signed = events.filter(({ type }) => type === 'report-signed');
	const seats = new Map();
	for (const { data, actor, seq } of signed) {
		const version = issued.find((one) => one.data.version === data.version && one.seq < seq);
		demand(
			version?.data.sha256 === data.sha256,
			`第 ${seq} 条签名所签内容不符`,
			`the signature in event ${seq} is on another content`
		);
		const others = seats.get(data.version) ?? [];
		demand(
			!others.some((one) => one.as === data.as || one.id === actor.id),
			`第 ${seq} 条签名重复或者为同一人`,
			`the signature in event ${seq} repeats a seat or a person`
		);
		seats.set(data.version, [...others, { as: data.as, id: actor.id }]);
	}
	return { issued, signed };
}

/** SM3, GB/T 32905-2016: bytes to 32 bytes. */
function sm3(message) {
	const rotate = (x, n) => ((x << (n % 32)) | (x >>> ((32 - (n % 32)) % 32))) >>> 0;
	const length = Math.ceil((message.length + 9) / 64) * 64;
	const bytes = new Uint8Array(length);
	bytes.set(message);
	bytes[message.length] = 0x80;
	const view = new DataView(bytes.buffer);
	view.setUint32(length - 4, (message.length * 8) >>> 0);
	view.setUint32(length - 8, Math.floor(message.length / 2 ** 29));
	let state = [
		0x7380166f, 0x4914b2b9, 0x172442d7, 0xda8a0600, 0xa96f30bc, 0x163138aa, 0xe38dee4d, 0xb0fb0e4e
	];
	const mixed = (x) => x ^ rotate(x, 9) ^ rotate(x, 17);
	const spread = (x) => x ^ rotate(x, 15) ^ rotate(x, 23);
	for (let at = 0; at < length; at += 64) {
		const w = Array.from({ length: 16 }, (_, i) => view.getUint32(at + 4 * i));
		for (let i = 16; i < 68; i++)
			w[i] =
				(spread(w[i - 16] ^ w[i - 9] ^ rotate(w[i - 3], 15)) ^ rotate(w[i - 13], 7) ^ w[i - 6]) >>>
				0;
		let [a, b, c, d, e, f, g, h] = state;
		for (let i = 0; i < 64; i++) {
			const turned = rotate(a, 12);
			const s = rotate((turned + e + rotate(i < 16 ? 0x79cc4519 : 0x7a879d8a, i)) >>> 0, 7);
			const ff = i < 16 ? a ^ b ^ c : (a & b) | (a & c) | (b & c);
			const gg = i < 16 ? e ^ f ^ g : (e & f) | (~e & g);
			const one = (ff + d + (s ^ turned) + ((w[i] ^ w[i + 4]) >>> 0)) >>> 0;
			const two = (gg + h + s + w[i]) >>> 0;
			[a, b, c, d, e, f, g, h] = [one, a, rotate(b, 9), c, mixed(two) >>> 0, e, rotate(f, 19), g];
		}
		state = [a, b, c, d, e, f, g, h].map((x, i) => (x ^ state[i]) >>> 0);
	}
	const result = new DataView(new ArrayBuffer(32));
	state.forEach((x, i) => result.setUint32(4 * i, x));
	return new Uint8Array(result.buffer);
}

const otherShape = () => new Fault('log.json 的内容不合格式', 'log.json has another shape');

/** Lower case only: another text of the same bytes is a change. */
function fromHex(text) {
	if (!/^([0-9a-f]{2})*$/.test(text)) throw otherShape();
	return Uint8Array.from(text.match(/../g) ?? [], (pair) => parseInt(pair, 16));
}
const toHex = (bytes) => [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
function fromBase64(text) {
	const signs = atob(text);
	// the last sign of a text has bits that say nothing
	if (btoa(signs) !== text) throw otherShape();
	return Uint8Array.from(signs, (sign) => sign.charCodeAt(0));
}
const join2 = (...parts) => Uint8Array.from(parts.flatMap((part) => [...part]));

/** Whether an Ed25519 signature is good; null = this program cannot tell. */
async function isSigned(text, signature, publicKey) {
	let key;
	try {
		const algorithm = { name: 'Ed25519' };
		key = await globalThis.crypto.subtle.importKey('spki', publicKey, algorithm, false, ['verify']);
	} catch (error) {
		// browsers that do not know the algorithm; a key that is none of it is a fault
		if (error?.name === 'NotSupportedError') return null;
		return false;
	}
	return globalThis.crypto.subtle.verify('Ed25519', key, fromBase64(signature), bytesOf(text));
}

/** RFC 9162 2.1.3.2 */
async function leadsTo(hash, leaf, index, size, path, root) {
	if (!(index >= 0 && index < size)) return false;
	let [fn, sn, r] = [index, size - 1, leaf];
	for (const p of path) {
		if (sn === 0) return false;
		if (fn % 2 === 1 || fn === sn) {
			r = await hash(join2([1], p, r));
			while (fn % 2 === 0 && fn !== 0) [fn, sn] = [fn / 2, Math.floor(sn / 2)];
		} else r = await hash(join2([1], r, p));
		[fn, sn] = [Math.floor(fn / 2), Math.floor(sn / 2)];
	}
	return sn === 0 && toHex(r) === root;
}

/** RFC 9162 2.1.4.2 */
async function isBeginning(hash, first, second, path) {
	if (first.size === second.size) return path.length === 0 && first.root === second.root;
	if (first.size > second.size || first.size === 0) return false;
	let [fn, sn] = [first.size - 1, second.size - 1];
	const whole = (first.size & (first.size - 1)) === 0;
	const list = whole ? [fromHex(first.root), ...path] : path;
	if (list.length === 0) return false;
	while (fn % 2 === 1) [fn, sn] = [Math.floor(fn / 2), Math.floor(sn / 2)];
	let [fr, sr] = [list[0], list[0]];
	for (const c of list.slice(1)) {
		if (sn === 0) return false;
		if (fn % 2 === 1 || fn === sn) {
			fr = await hash(join2([1], c, fr));
			sr = await hash(join2([1], c, sr));
			while (fn % 2 === 0 && fn !== 0) [fn, sn] = [fn / 2, Math.floor(sn / 2)];
		} else sr = await hash(join2([1], sr, c));
		[fn, sn] = [Math.floor(fn / 2), Math.floor(sn / 2)];
	}
	return sn === 0 && toHex(fr) === first.root && toHex(sr) === second.root;
}

/** Fields of a head that are signed. */
function headContent({ number, size, sha256, sm3: other, at, keyId, previous }) {
	return canonical({ number, size, sha256, sm3: other, at, keyId, previous });
}

async function checkHeads({ heads, keys, consistency }, hashes) {
	const known = new Map();
	for (const { keyId, publicKey } of keys) {
		const der = fromBase64(publicKey);
		const id = toHex(await hashes.sha256(der)).slice(0, 32);
		demand(id === keyId, `密钥编号不符：${keyId}`, `key ${keyId} has another id`);
		known.set(keyId, der);
	}
	let canCheck = true;
	for (const [i, head] of heads.entries()) {
		const key = known.get(head.keyId);
		demand(key, `日志头 ${head.number} 的密钥未知`, `head ${head.number} has an unknown key`);
		const good = await isSigned(headContent(head), head.signature, key);
		if (good === null) canCheck = false;
		demand(good !== false, `日志头 ${head.number} 签名不符`, `head ${head.number} is not signed`);
		if (i === 0) continue;
		for (const one of ['sha256', 'sm3']) {
			const [first, second] = [heads[i - 1], head].map((it) => ({ size: it.size, root: it[one] }));
			const path = consistency[i - 1][one].map(fromHex);
			demand(
				head.number > heads[i - 1].number && (await isBeginning(hashes[one], first, second, path)),
				`日志头 ${head.number} 不是前一个的延续（${one}）`,
				`head ${head.number} does not continue the one before (${one})`
			);
		}
	}
	return canCheck;
}

async function checkPlaces(events, log, hashes) {
	const head = log.heads[log.heads.length - 1];
	demand(
		head !== undefined && log.events.length === events.length,
		'日志未包含全部记录',
		'the log does not hold every event'
	);
	for (const [i, { seq, hash, sessionId }] of events.entries()) {
		const place = log.events[i];
		const isNext = place.seq === seq && (i === 0 || place.index > log.events[i - 1].index);
		demand(isNext, `日志中第 ${seq} 条位置不对`, `event ${seq} has another place in the log`);
		const payload = bytesOf(canonical({ source: 'session', owner: sessionId, seq, hash }));
		for (const one of ['sha256', 'sm3']) {
			const inner = await hashes[one](join2(fromHex(place.salt), payload));
			const leaf = await hashes[one](join2([0], inner));
			const path = place[one].map(fromHex);
			demand(
				await leadsTo(hashes[one], leaf, place.index, head.size, path, head[one]),
				`第 ${seq} 条不在实验室日志中（${one}）`,
				`event ${seq} is not in the laboratory's log (${one})`
			);
		}
	}
	return head;
}

/** A head kept elsewhere, of a printed code or a line of a witness file; null = it is none. */
function keptHead(text) {
	const line = text.trim();
	const [, number, size, sha256, keyId] =
		/^JW1:(\d+):(\d+):([0-9a-f]{64}):([0-9a-f]{32})$/i.exec(line.replace(/\s/g, '')) ?? [];
	if (number !== undefined)
		return {
			...{ number: Number(number), size: Number(size) },
			...{ sha256: sha256.toLowerCase(), keyId: keyId.toLowerCase() }
		};
	try {
		const { signature: _, ...head } = JSON.parse(line);
		return typeof head.number === 'number' ? head : null;
	} catch {
		return null;
	}
}

/** @returns how many heads kept elsewhere are in the package */
function compareKept(heads, kept) {
	let found = 0;
	for (const one of kept) {
		const head = heads.find(({ number }) => number === one.number);
		if (head === undefined) continue;
		for (const [field, value] of Object.entries(one))
			demand(
				head[field] === value,
				`日志头 ${one.number} 与另行保存的不同（${field}）`,
				`head ${one.number} is not the one kept elsewhere (${field})`
			);
		found++;
	}
	return found;
}

/** Time stamps are about the heads beside them; who signed them is for a tool of its own. */
async function checkStamps(folder, log, hashes) {
	for (const { number, sha256 } of log.stamps) {
		const [file, name] = ['tst', 'json'].map((ending) => `log/head-${number}.${ending}`);
		demand(
			folder.paths.includes(file) && folder.paths.includes(name),
			`缺少时间戳文件：${file}`,
			`a time stamp is missing: ${file}`
		);
		const token = await folder.read(file);
		demand(
			toHex(await hashes.sha256(token)) === sha256,
			`${file} 与交出时不同`,
			`${file} is not as it was handed out`
		);
		const stamped = await folder.read(name);
		const head = exactJson(textOf(stamped, name), name);
		demand(
			log.heads.some((one) => canonical(one) === canonical(head)),
			`${name} 不是本包的日志头`,
			`${name} is no head of this package`
		);
		// OCTET STRING of 32 bytes: the message imprint
		const imprint = `0420${toHex(await hashes.sha256(stamped))}`;
		demand(
			toHex(token).includes(imprint),
			`${file} 不是该日志头的时间戳`,
			`${file} is a time stamp of something else`
		);
	}
	const beside = folder.paths.filter((path) => path !== EXPORT && BESIDE.test(path)).length;
	demand(beside === 1 + 2 * log.stamps.length, 'log/ 中有多余的文件', 'log/ holds other files');
	return log.stamps.length;
}

/** @returns what is not there or cannot be judged: null, 'incomplete' or 'unverifiable' */
async function checkLog(folder, events, given, tell) {
	try {
		return await checkExtract(folder, events, given, tell);
	} catch (error) {
		// a list where a number should be, a field that is not there
		if (error instanceof TypeError || error?.name === 'InvalidCharacterError') throw otherShape();
		throw error;
	}
}

async function checkExtract(folder, events, { sha256, kept }, tell) {
	if (!folder.paths.includes('log/log.json')) {
		tell(
			'实验室日志：本文件夹没有 log/，未核验',
			'laboratory log: this folder has no log/, not checked'
		);
		return 'incomplete';
	}
	const hashes = {
		sha256: async (bytes) => fromHex(await sha256(bytes)),
		sm3: async (bytes) => sm3(bytes)
	};
	const log = exactJson(textOf(await folder.read('log/log.json'), 'log/log.json'), 'log/log.json');
	demand(
		log.format === 'jingwei-log/1' && log.sessionId === events[0].sessionId,
		'log.json 不属于本次测试',
		'log.json belongs to another session or format'
	);
	const canCheck = await checkHeads(log, hashes);
	const head = await checkPlaces(events, log, hashes);
	tell(
		`实验室日志：${events.length} 条都在第 ${head.number} 个日志头之内（SHA-256、SM3），密钥 ${head.keyId}`,
		`laboratory log: all ${events.length} events are in head ${head.number} (SHA-256, SM3), key ${head.keyId}`
	);
	const stamps = await checkStamps(folder, log, hashes);
	tell(
		`时间戳：${stamps} 个属于所附日志头；签发人请用 openssl ts -verify 核对`,
		`time stamps: ${stamps} are of these heads; check who signed them with openssl ts -verify`
	);
	const found = compareKept(log.heads, kept);
	if (kept.length > 0)
		tell(
			`另行保存的日志头：${kept.length} 个，其中 ${found} 个在包内且相符`,
			`heads kept elsewhere: ${kept.length}, of which ${found} are in the package and agree`
		);
	if (!canCheck) {
		tell('此浏览器不能核验 Ed25519 签名', 'this browser cannot check Ed25519 signatures');
		return 'unverifiable';
	}
	return kept.length > 0 && found === 0 ? 'incomplete' : null;
}

/** Fields of a statement that are not what they should be count as a change. */
function readStatement(bytes) {
	const statement = exactJson(textOf(bytes, EXPORT), EXPORT);
	const isWhole =
		statement?.format === 'jingwei-export/1' &&
		Array.isArray(statement.files) &&
		['number', 'keyId', 'publicKey', 'signature', 'purpose', 'requestedBy', 'approvedBy'].every(
			(name) => typeof statement[name] === 'string'
		);
	demand(isWhole, `${EXPORT} 的内容不合格式`, `${EXPORT} has another shape`);
	return statement;
}

/** Throws a fault when the signature is not good; null = this program cannot tell. */
async function isStatementSigned({ signature, ...signed }, sha256) {
	let key;
	try {
		key = fromBase64(signed.publicKey);
		fromBase64(signature);
	} catch {
		throw new Fault(`${EXPORT} 的密钥或签名无法读取`, `key or signature of ${EXPORT} not readable`);
	}
	demand(
		(await sha256(key)).slice(0, 32) === signed.keyId,
		`${EXPORT} 的密钥编号不符`,
		`the key of ${EXPORT} has another id`
	);
	const good = await isSigned(canonical(signed), signature, key);
	demand(good !== false, '导出说明签名不符', 'the export statement is not signed');
	return good;
}

/** @returns what cannot be judged: null or 'unverifiable' */
async function checkExport(folder, events, sha256, tell) {
	if (!folder.paths.includes(EXPORT)) {
		tell('导出说明：无', 'export statement: none');
		return null;
	}
	const statement = readStatement(await folder.read(EXPORT));
	demand(
		statement.source === events[0].sessionId,
		`${EXPORT} 不属于本次测试`,
		`${EXPORT} belongs to another session`
	);
	const good = await isStatementSigned(statement, sha256);
	const named = statement.files.map(({ path }) => path);
	const wanted = [...LISTS, ...folder.paths.filter((path) => path !== EXPORT && BESIDE.test(path))];
	for (const path of wanted)
		demand(named.includes(path), `导出说明未列 ${path}`, `the export statement lacks ${path}`);
	for (const { path, sha256: hash } of statement.files)
		demand(
			folder.paths.includes(path) && (await folder.digest(path)) === hash,
			`${path} 与交出时不同`,
			`${path} is not as it was handed out`
		);
	if (folder.paths.includes('log/log.json')) {
		const { keys } = JSON.parse(textOf(await folder.read('log/log.json'), 'log/log.json'));
		demand(
			keys.some(({ keyId }) => keyId === statement.keyId),
			'导出说明的密钥不是实验室日志的密钥',
			'the key of the export statement is none of the laboratory log'
		);
	}
	const { number, copy, recipient, purpose, requestedBy, approvedBy, takenAt, keyId } = statement;
	tell(
		`导出说明：编号 ${number} 第 ${copy} 份，${takenAt}，交 ${recipient?.office} ${recipient?.name}，用途：${purpose}；申请 ${requestedBy}，批准 ${approvedBy}；密钥 ${keyId}`,
		`export statement: ${number} copy ${copy}, ${takenAt}, for ${recipient?.name} (${recipient?.office}), purpose: ${purpose}; asked ${requestedBy}, approved ${approvedBy}; key ${keyId}`
	);
	return good === null ? 'unverifiable' : null;
}

/** Of two things that are not there or cannot be judged the first. */
const worse = (first, second) => first ?? second;

/** Checks a package. Never throws for a fault: the last finding tells it. */
async function verify(folder, sha256, kept = []) {
	const findings = [];
	const tell = (zh, en) => findings.push({ ok: true, zh, en });
	let lastHash = null;
	let verdict = null;
	try {
		const manifest = await readManifest(folder);
		const files = await checkFiles(folder, manifest);
		tell(
			`文件清单：${files} 个文件，大小和 SHA-256 值相符`,
			`manifest: ${files} files, sizes and SHA-256 agree`
		);
		const events = await readLog(folder, sha256);
		lastHash = events[events.length - 1].hash;
		tell(
			`记录：${events.length} 条，哈希链完整`,
			`log: ${events.length} events, the hash chain holds`
		);
		await checkSeal(events, manifest, sha256);
		tell('封存：封存记录与清单相符', 'seal: names this manifest and these files');
		tell(
			`规程文件：${checkProtocols(events, manifest)} 个`,
			`protocols: ${events[0].data.protocols.length} files as the session was opened with`
		);
		const charts = await checkRecordings(events, manifest, folder);
		tell(
			`原始记录：${charts} 个 BDF+ 文件，文件头和样本数相符`,
			`recordings: ${charts} BDF+ files, headers and sample counts agree`
		);
		const sheets = await checkSheets(events, sha256);
		tell(`评分表：${sheets} 份与封存指纹相符`, `score sheets: ${sheets} as sealed`);
		const { issued, signed } = await checkReports(events, manifest, folder);
		tell(`意见书：${issued.length} 版`, `report: ${issued.length} versions as issued`);
		for (const { data, at } of signed)
			tell(
				`签名：第 ${data.version} 版，${data.as === 'tester' ? '测试人员' : '复核人员'} ${data.name}，${at.utc}`,
				`signature: version ${data.version}, ${data.as} ${data.name}, ${at.utc}`
			);
		if (signed.length === 0) tell('签名：无', 'signatures: none');
		verdict = await checkLog(folder, events, { sha256, kept }, tell);
		verdict = worse(verdict, await checkExport(folder, events, sha256, tell));
	} catch (error) {
		if (!(error instanceof Fault)) {
			// a list of the log that has another shape was changed
			const what = error instanceof Error ? error.message : String(error);
			findings.push({ ok: false, zh: `无法读取：${what}`, en: `not readable: ${what}` });
		} else findings.push({ ok: false, zh: error.zh, en: error.en });
	}
	const ok = findings.every((one) => one.ok);
	return { ok, verdict: ok ? (verdict ?? 'ok') : 'tampered', lastHash, findings };
}
// </core>

import { createHash, webcrypto } from 'node:crypto';
import { createReadStream, readdirSync, realpathSync, statSync } from 'node:fs';
import { open, readFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

// Node 18 has it under another name
globalThis.crypto ??= webcrypto;
const sha256 = async (bytes) => createHash('sha256').update(bytes).digest('hex');

/** A folder on this machine. Links count as files that should not be there. */
function folderAt(root) {
	const walk = (folder) =>
		readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
			const path = join(folder, entry.name);
			return entry.isDirectory() ? walk(path) : [relative(root, path).split('\\').join('/')];
		});
	return {
		paths: walk(root),
		size: async (path) => statSync(join(root, path)).size,
		read: (path) => readFile(join(root, path)),
		head: async (path, length) => {
			const file = await open(join(root, path), 'r');
			const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, 0);
			await file.close();
			return buffer.subarray(0, bytesRead);
		},
		digest: async (path) => {
			const hash = createHash('sha256');
			for await (const chunk of createReadStream(join(root, path))) hash.update(chunk);
			return hash.digest('hex');
		}
	};
}

/** Options with a value, and the words that are left. */
function readOptions(given) {
	const options = {};
	const words = [];
	for (let i = 0; i < given.length; i++)
		if (given[i].startsWith('--')) options[given[i]] = given[++i];
		else words.push(given[i]);
	return { options, words };
}

/** Heads that were kept elsewhere. */
async function readKept({ '--printed': printed, '--witness': witness }) {
	const lines = witness === undefined ? [] : (await readFile(witness, 'utf8')).split('\n');
	const texts = [
		...(printed === undefined ? [] : [printed]),
		...lines.filter((line) => line !== '')
	];
	return texts.map((text) => {
		const head = keptHead(text);
		if (head === null) throw new Error(`不是日志头 not a head: ${text.slice(0, 60)}`);
		return head;
	});
}

const CODES = { ok: 0, tampered: 1, incomplete: 2, unverifiable: 3 };
const CONCLUSIONS = {
	ok: '结论：未见改动 / no change found',
	tampered: '结论：与封存时不同 / not as it was sealed',
	incomplete:
		'结论：未见改动，但核验所需的内容不全 / no change found, but part of what is needed is not there',
	unverifiable:
		'结论：未见改动，但签名无法在此核验 / no change found, but signatures cannot be checked here'
};

async function main(given) {
	const { options, words } = readOptions(given);
	const known = options['--last-hash'] ?? null;
	const [root = dirname(fileURLToPath(import.meta.url))] = words;
	let folder, kept;
	try {
		folder = folderAt(root);
		kept = await readKept(options);
	} catch (error) {
		console.error(`无法打开 cannot open ${root}: ${error.message}`);
		return CODES.unverifiable;
	}
	const { lastHash, findings, ...judged } = await verify(folder, sha256, kept);
	for (const one of findings)
		console.log(`[${one.ok ? '相符 ok' : '不符 FAULT'}] ${one.zh} / ${one.en}`);
	const isOther = known !== null && known !== lastHash;
	if (isOther)
		console.log('[不符 FAULT] 末条哈希与所给的不同 / the last hash is not the one given');
	console.log(`末条哈希 last hash: ${lastHash ?? '-'}`);
	console.log(
		'请与另行保存的末条哈希、打印的日志码核对。/ Compare it, and the printed code of the log, with copies kept elsewhere.'
	);
	const verdict = isOther ? 'tampered' : judged.verdict;
	console.log(CONCLUSIONS[verdict]);
	return CODES[verdict];
}

const isProgram =
	process.argv[1] !== undefined &&
	realpathSync(process.argv[1]) === realpathSync(fileURLToPath(import.meta.url));
if (isProgram) process.exitCode = await main(process.argv.slice(2));

export { bdfHeader, canonical, checkExport, checkLog, folderAt, keptHead, sha256, sm3, verify };
