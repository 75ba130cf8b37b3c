/**
 * What the processes of the load program tell each other.
 *
 * @module
 */

/** Channels and rate of each station. */
export const CHANNELS = 6;
export const RATE_HZ = 256;
/** Session that a station records. */
export const sessionOf = (station: number): string => `load-${String(station).padStart(4, '0')}`;

/** One station: its data folder, and when its instrument's sample 0 was due on the machine's monotonic clock [s]. */
export interface Station {
	readonly number: number;
	readonly root: string;
	startS: number;
}

/** To a process. */
export type Order =
	| { readonly is: 'stations'; readonly stations: readonly Station[] }
	| {
			readonly is: 'serve';
			readonly stations: readonly Station[];
			readonly port: number;
			readonly starts: boolean;
	  }
	| {
			readonly is: 'view';
			readonly stations: readonly Station[];
			readonly port: number;
			readonly viewers: number;
	  }
	/** Figures from now on count. */
	| { readonly is: 'begin' }
	/** Figures so far. */
	| { readonly is: 'tell' }
	| { readonly is: 'stop' };

/** From a process, one answer to each order. */
export interface Answer {
	readonly port?: number;
	readonly stations?: readonly Station[];
	/** Samples each instrument sent in all, by station number. */
	readonly sent?: Readonly<Record<number, number>>;
	/** From a complete record to its sync [ms], every write. */
	readonly delaysMs?: readonly number[];
	/** From when a sample was due to when a viewer had it [ms], every block. */
	readonly lagsMs?: readonly number[];
	/** Viewers that were live, and when each was live again after the last break [ms since 1970]. */
	readonly liveAtMs?: readonly number[];
	readonly cpuS?: number;
	readonly rssMb?: number;
}

/** The machine's monotonic clock, one for all processes [s]. */
export const nowS = (): number => Number(process.hrtime.bigint()) / 1e9;

/** Answers orders until the process ends; figures of the processor come with each answer. */
export function answerOrders(work: (order: Order) => Promise<Answer>): void {
	let before = process.cpuUsage();
	process.on('message', (order: Order) => {
		if (order.is === 'begin') before = process.cpuUsage();
		void work(order).then(
			(answer) => {
				const { user, system } = process.cpuUsage(before);
				const rssMb = process.resourceUsage().maxRSS / 1024;
				process.send?.({ ...answer, cpuS: (user + system) / 1e6, rssMb });
			},
			(error: unknown) => {
				console.error(error);
				process.exit(1);
			}
		);
	});
	process.on('disconnect', () => process.exit(0));
}
