/**
 * The subject's screens of this workstation: windows that are connected, what they were told, what they say.
 *
 * Nothing counts as shown before a window that can be seen said so, with the time of the frame that painted it.
 *
 * @module
 */
import { randomUUID } from 'node:crypto';
import type {
	ScreenOrder,
	ScreenReport,
	ScreenShow,
	ScreenStatus
} from '../../core/desk/screen.ts';
import { LabError } from '../../core/errors.ts';

/** A connected window. */
interface Window {
	readonly id: string;
	readonly tell: (order: ScreenOrder) => void;
	isVisible: boolean;
}

/** When a screen began to show something, as it says itself. */
export interface Shown {
	/** Workstation clock [s]. */
	readonly atS: number;
	readonly uncertaintyS: number | null;
}

interface Waiting {
	readonly order: number;
	readonly told: (shown: Shown) => void;
}

interface Session {
	readonly windows: Map<string, Window>;
	current: ScreenOrder;
	showing: ScreenShow['kind'] | null;
	orderedAtS: number;
	waiting: Waiting | null;
	isBusy: boolean;
}

/** What the screens need of the world. */
export interface ScreensOptions {
	/** Workstation clock [s]. */
	readonly nowS: () => number;
	/** Somebody at the desk may want to know. */
	readonly changed: (sessionId: string, status: ScreenStatus) => void;
}

/** A report may lie this far outside order and arrival: two clocks are compared [s]. */
const SLACK_S = 0.1;

/** One per web process. */
export class SubjectScreens {
	readonly #options: ScreensOptions;
	readonly #sessions = new Map<string, Session>();

	constructor(options: ScreensOptions) {
		this.#options = options;
	}

	/** How the screens of a session are. */
	statusOf(sessionId: string): ScreenStatus {
		const session = this.#sessions.get(sessionId);
		const windows = [...(session?.windows.values() ?? [])];
		return {
			windows: windows.length,
			visible: windows.filter(({ isVisible }) => isVisible).length,
			showing: session?.showing ?? null
		};
	}

	/**
	 * A window connects; it is told what is shown now.
	 *
	 * @returns its id, and what to call when it goes
	 */
	connect(
		sessionId: string,
		tell: (order: ScreenOrder) => void
	): { readonly id: string; readonly leave: () => void } {
		const session = this.#of(sessionId);
		const window: Window = { id: randomUUID(), tell, isVisible: false };
		session.windows.set(window.id, window);
		tell(session.current);
		this.#tellDesk(sessionId);
		const leave = (): void => {
			session.windows.delete(window.id);
			this.#tellDesk(sessionId);
		};
		return { id: window.id, leave };
	}

	/**
	 * A window says what it shows.
	 *
	 * @throws {LabError} `screen/unknown` for a window that is not connected, `screen/clock` for a time that cannot be
	 */
	report(sessionId: string, { window: id, isVisible, shown }: ScreenReport): void {
		const session = this.#sessions.get(sessionId);
		const window = session?.windows.get(id);
		if (session === undefined || window === undefined)
			throw new LabError('screen/unknown', 'expected a connected window');
		window.isVisible = isVisible;
		if (shown !== null && isVisible && shown.order === session.current.order) {
			const latest = this.#options.nowS() + SLACK_S;
			if (shown.atS < session.orderedAtS - SLACK_S || shown.atS > latest)
				throw new LabError('screen/clock', 'expected a time after the order and before now');
			session.showing = session.current.show.kind;
			const { waiting } = session;
			if (waiting?.order === shown.order) {
				session.waiting = null;
				waiting.told({ atS: shown.atS, uncertaintyS: shown.uncertaintyS });
			}
		}
		this.#tellDesk(sessionId);
	}

	/**
	 * Tells the screens of a session to show something and waits until one that can be seen does.
	 *
	 * @param withinMs how long it is waited for [ms]
	 * @throws {LabError} `screen/none` without a window, `screen/hidden` when none can be seen, `screen/not-confirmed`
	 */
	async show(sessionId: string, show: ScreenShow, withinMs: number): Promise<Shown> {
		const { windows, visible } = this.statusOf(sessionId);
		if (windows === 0) throw new LabError('screen/none', 'expected a connected screen, got none');
		if (visible === 0) throw new LabError('screen/hidden', 'expected a screen that can be seen');
		const session = this.#of(sessionId);
		const confirmed = this.#order(session, show);
		const shown = await withinTime(confirmed, withinMs);
		if (shown !== null) return shown;
		session.waiting = null;
		session.showing = null;
		this.#tellDesk(sessionId);
		throw new LabError('screen/not-confirmed', `expected the screen to confirm in ${withinMs} ms`);
	}

	/** One presentation at a time: runs the work, or refuses while another goes on. */
	async alone<T>(sessionId: string, work: () => Promise<T>): Promise<T> {
		const session = this.#of(sessionId);
		if (session.isBusy) throw new LabError('screen/busy', 'expected the item before to be over');
		session.isBusy = true;
		try {
			return await work();
		} finally {
			session.isBusy = false;
		}
	}

	#order(session: Session, show: ScreenShow): Promise<Shown> {
		const order = session.current.order + 1;
		session.current = { order, show };
		session.showing = null;
		session.orderedAtS = this.#options.nowS();
		const confirmed = new Promise<Shown>((told) => (session.waiting = { order, told }));
		for (const { tell } of session.windows.values()) tell(session.current);
		return confirmed;
	}

	#of(sessionId: string): Session {
		const known = this.#sessions.get(sessionId);
		if (known) return known;
		const made: Session = {
			windows: new Map(),
			current: { order: 0, show: { kind: 'fixation' } },
			showing: null,
			orderedAtS: -Infinity,
			waiting: null,
			isBusy: false
		};
		this.#sessions.set(sessionId, made);
		return made;
	}

	#tellDesk(sessionId: string): void {
		this.#options.changed(sessionId, this.statusOf(sessionId));
	}
}

/** The value, or null when it does not come in time. */
async function withinTime<T>(value: Promise<T>, ms: number): Promise<T | null> {
	let timer: ReturnType<typeof setTimeout> | undefined;
	const late = new Promise<null>((resolve) => {
		timer = setTimeout(() => resolve(null), ms);
	});
	try {
		return await Promise.race([value, late]);
	} finally {
		clearTimeout(timer);
	}
}
