/**
 * Which ports there are and where a known instrument is plugged in now.
 *
 * @module
 */
import { access, readdir, readFile } from 'node:fs/promises';
import { SerialPort } from 'serialport';
import type { DeviceSetup } from '#lib/core/recording/recorder-messages.ts';
import type { RecorderResults } from '#lib/core/recording/recorder-results.ts';
import type { PortBinding } from './connection.ts';

/** Answer of the command `list-ports`. */
export type PortList = RecorderResults['list-ports'];

/** Serial devices of Linux when `udevadm`, which serialport asks, is missing. */
const SERIAL_NAME = /^(ttyUSB|ttyACM|rfcomm)\d+$/;

/** Lists the serial ports of this machine, or of a binding. Never throws. */
export async function listPorts(binding: PortBinding | null = null): Promise<PortList> {
	try {
		const source: Pick<PortBinding, 'list'> = binding ?? SerialPort;
		const found = await source.list();
		const ports = found.map((port) => ({
			path: port.path,
			manufacturer: port.manufacturer ?? null,
			serialNumber: port.serialNumber ?? null,
			vendorId: port.vendorId ?? null,
			productId: port.productId ?? null
		}));
		return { ports, problem: null };
	} catch (error) {
		return { ports: await namedPorts(), problem: error instanceof Error ? error.message : 'list' };
	}
}

/** Ports by the names in /dev alone. */
async function namedPorts(): Promise<PortList['ports']> {
	const names = await readdir('/dev').catch(() => []);
	const unknown = { manufacturer: null, serialNumber: null, vendorId: null, productId: null };
	return names
		.filter((name) => SERIAL_NAME.test(name))
		.map((name) => ({ path: `/dev/${name}`, ...unknown }));
}

/**
 * The path to try for this instrument now.
 *
 * A path file (virtual instrument) always decides, because its last path may belong to another program by
 * now. Else the same serial number, else the same path unless another serial number sits there.
 *
 * @returns null when the instrument is known to be absent
 */
export async function findPort(
	setup: Pick<DeviceSetup, 'port' | 'serialNumber' | 'pathFile'>,
	binding: PortBinding | null = null
): Promise<string | null> {
	if (setup.pathFile !== null) return pathFrom(setup.pathFile);
	if (setup.serialNumber === null) return setup.port;
	const { ports } = await listPorts(binding);
	const same = ports.find((port) => port.serialNumber === setup.serialNumber);
	if (same) return same.path;
	const there = ports.find((port) => port.path === setup.port);
	return there?.serialNumber ? null : setup.port;
}

/** Whether a port is still there: serialport misses a hang-up that meets it between two reads. */
export async function isPlugged(path: string, binding: PortBinding | null): Promise<boolean> {
	if (binding || process.platform === 'win32') return true;
	return access(path).then(
		() => true,
		() => false
	);
}

/** Reads `{path}` from a file; null when the file is absent or half written. */
async function pathFrom(file: string): Promise<string | null> {
	const text = await readFile(file, 'utf8').catch(() => '');
	const match = /"path"\s*:\s*("(?:[^"\\]|\\.)*")/.exec(text);
	return match?.[1] === undefined ? null : (JSON.parse(match[1]) as string);
}
