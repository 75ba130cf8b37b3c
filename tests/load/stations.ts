/**
 * A process with several stations: in each a whole recorder (driver, clock fit, chart, socket) on a cable inside the
 * process, and an instrument that sends lines of numbers.
 *
 * @module
 */
import { createInProcessCable } from '#instrument/cable/binding.ts';
import type { Link } from '#instrument/cable/link.ts';
import { Recorder } from '#recorder/recorder.ts';
import { answerOrders, CHANNELS, nowS, RATE_HZ, type Station } from './layout.ts';

/** The instruments are looked at this often [ms]. */
const TICK_MS = 4;

interface Running {
	readonly station: Station;
	readonly recorder: Recorder;
	readonly link: Link;
	sent: number;
	unsent: Uint8Array;
}

const running: Running[] = [];
let timer: NodeJS.Timeout | undefined;

/** Sample `i`: its number in the first channel, waves in the others. */
function line(i: number): string {
	const values = [i];
	for (let channel = 1; channel < CHANNELS; channel++)
		values.push(((i * 37 * channel) % 4000) - 2000);
	return `${values.join(',')}\n`;
}

async function begin(station: Station): Promise<void> {
	const cable = createInProcessCable();
	const link = cable.plug(() => undefined);
	const recorder = new Recorder({ root: station.root, binding: cable.binding });
	await recorder.start();
	station.startS = nowS();
	running.push({ station, recorder, link, sent: 0, unsent: new Uint8Array(0) });
}

function send(one: Running): void {
	const due = Math.floor((nowS() - one.station.startS) * RATE_HZ);
	let text = '';
	for (; one.sent < due; one.sent++) text += line(one.sent);
	const bytes = Buffer.concat([one.unsent, Buffer.from(text)]);
	// nobody has opened the port: what a cable loses then was never recorded
	one.unsent = bytes.subarray(one.link.write(bytes));
}

answerOrders(async (order) => {
	if (order.is === 'stations') {
		for (const station of order.stations) await begin(station);
		timer = setInterval(() => running.forEach(send), TICK_MS);
		return { stations: running.map(({ station }) => station) };
	}
	if (order.is === 'stop') {
		// the instruments go on until nobody listens: one that fell silent before would be missing samples
		for (const { recorder } of running) await recorder.stop();
		clearInterval(timer);
		return { sent: Object.fromEntries(running.map(({ station, sent }) => [station.number, sent])) };
	}
	return {};
});
