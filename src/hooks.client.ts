/**
 * In the browser: tells the server that somebody is at the keyboard, and shows the lock when nobody was.
 *
 * @module
 */
import type { ClientInit } from '@sveltejs/kit/hooks';

/** What the server says about the lock of this session. */
interface Activity {
	readonly locked: boolean;
	readonly lockAfterS: number;
}

const LOOK_EVERY_MS = 10_000;
/** Activity is reported at most this often [ms]. */
const REPORT_EVERY_MS = 60_000;
const SIGNS = ['pointerdown', 'keydown', 'wheel'] as const;
/** Pages that need no lock. */
const OPEN = /^\/(setup|sign-in)?(\/|$)/;

let lastSignMs = performance.now();
let lastReportMs = -Infinity;
let lockAfterMs = Infinity;

export const init: ClientInit = () => {
	const note = (): void => {
		lastSignMs = performance.now();
	};
	for (const sign of SIGNS) addEventListener(sign, note, { capture: true, passive: true });
	addEventListener('visibilitychange', () => void look());
	setInterval(() => void look(), LOOK_EVERY_MS);
};

/** Reports activity since the last report, or asks; shows the lock when it is due. */
async function look(): Promise<void> {
	if (OPEN.test(location.pathname)) return;
	const now = performance.now();
	const isNews = lastSignMs > lastReportMs;
	const isDue = now - lastReportMs >= REPORT_EVERY_MS || now - lastSignMs > lockAfterMs;
	if (!isDue) return;
	lastReportMs = now;
	try {
		const answer = await fetch('/api/activity', { method: isNews ? 'POST' : 'GET' });
		if (answer.status === 401) return go('/sign-in');
		if (!answer.ok) return;
		const { locked, lockAfterS } = (await answer.json()) as Activity;
		lockAfterMs = 1000 * lockAfterS;
		if (locked) go('/sign-in/unlock');
	} catch {
		// the server is away: pages show that themselves, and the lock waits for its answer
	}
}

function go(page: string): void {
	location.assign(`${page}?to=${encodeURIComponent(location.pathname + location.search)}`);
}
