/**
 * The window before the person in the chair: hears what to show, paints it, and says when it was painted.
 *
 * @module
 */
import { screenOrder, type ScreenOrder, type ScreenReport } from '../core/desk/screen.ts';
import type { LabClock } from './clock.ts';

/** What a window needs of the world; tests give their own. */
export interface ScreenWorld {
	readonly clock: LabClock;
	/** Opens the stream of orders. */
	open(path: string): Pick<EventSource, 'addEventListener' | 'close'>;
	report(path: string, body: ScreenReport): Promise<void>;
	/** Whether the window can be seen. */
	isVisible(): boolean;
	/** Time of the frame after the one that painted [ms on the steady clock]. */
	painted(): Promise<number>;
}

/** What the window is to do. */
export interface ScreenListener {
	/** Paints; resolves when everything that is needed (a picture) is there. */
	show(order: ScreenOrder): Promise<void>;
	/** The stream is open, or broke. */
	connected(is: boolean): void;
	/** Nothing will be shown any more. */
	over(): void;
}

const nextFrame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve));

/**
 * When what was just changed had been painted [ms on the steady clock]. The first frame's callback runs before its paint,
 * the second one begins when that is on the screen. On a busy page a frame is told to have begun before its callback could
 * run, even before the change: it was never painted before the first callback.
 */
export async function paintedMs(
	frame = nextFrame,
	nowMs = (): number => performance.now()
): Promise<number> {
	await frame();
	const drawnMs = nowMs();
	return Math.max(await frame(), drawnMs);
}

/** The browser's own world. */
export function browserScreen(clock: LabClock): ScreenWorld {
	return {
		clock,
		open: (path) => new EventSource(path),
		report: async (path, body) => {
			await fetch(path, {
				method: 'POST',
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify(body)
			});
		},
		isVisible: () => document.visibilityState === 'visible',
		painted: () => paintedMs()
	};
}

/** One window. */
export class ScreenWindow {
	readonly #path: string;
	readonly #listener: ScreenListener;
	readonly #world: ScreenWorld;
	#window: string | null = null;
	#source: Pick<EventSource, 'addEventListener' | 'close'> | null = null;

	constructor(sessionId: string, listener: ScreenListener, world: ScreenWorld) {
		this.#path = `/api/sessions/${encodeURIComponent(sessionId)}/screen`;
		this.#listener = listener;
		this.#world = world;
	}

	/** Begins; goes on until `end`. */
	start(): void {
		void this.#world.clock.synchronise();
		const source = this.#world.open(this.#path);
		this.#source = source;
		source.addEventListener('window', (event) => {
			const { window } = JSON.parse((event as MessageEvent<string>).data) as { window: string };
			this.#window = window;
			this.#listener.connected(true);
			void this.tellVisible();
		});
		source.addEventListener('show', (event) => {
			const order = screenOrder.parse(JSON.parse((event as MessageEvent<string>).data));
			void this.#show(order);
		});
		source.addEventListener('over', () => this.#listener.over());
		source.addEventListener('error', () => this.#listener.connected(false));
	}

	/** Says whether the window can be seen; call it when that changes. */
	async tellVisible(): Promise<void> {
		await this.#report(null);
	}

	/** Ends for good. */
	end(): void {
		this.#source?.close();
	}

	async #show(order: ScreenOrder): Promise<void> {
		await this.#listener.show(order);
		const atS = this.#world.clock.at(await this.#world.painted()).monotonicS;
		if (atS === null || !this.#world.isVisible()) return this.#report(null);
		const { uncertaintyS } = this.#world.clock;
		await this.#report({ order: order.order, atS, uncertaintyS });
	}

	async #report(shown: ScreenReport['shown']): Promise<void> {
		if (this.#window === null) return;
		const isVisible = this.#world.isVisible();
		await this.#world.report(`${this.#path}/report`, { window: this.#window, isVisible, shown });
	}
}
