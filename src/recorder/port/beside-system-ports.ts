/**
 * A cable inside this process beside the ports of the operating system.
 *
 * @module
 */
import { SerialPort } from 'serialport';
import type { PortBinding } from './connection.ts';

/** The system's ports, and the cable's under the paths that begin with `prefix`. */
export function besideSystemPorts(cable: PortBinding, prefix: string): PortBinding {
	// the types of the system's binding are not part of the package
	const system = SerialPort.binding as unknown as PortBinding;
	return {
		list: async () => [...(await cable.list()), ...(await system.list())],
		open: (options) =>
			options.path.startsWith(prefix) ? cable.open(options) : system.open(options)
	};
}
