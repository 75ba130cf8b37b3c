/**
 * The stream of one subject's screen: server-sent events, one order at a time.
 *
 * @module
 */
import type { ScreenOrder } from '../../core/desk/screen.ts';
import type { SubjectScreens } from './screens.ts';

/** What the stream needs. */
export interface ScreenStreamOptions {
	/** Ends with the request. */
	readonly signal: AbortSignal;
	/**
	 * Asked again and again: consent that is withdrawn ends what is shown, and so does the end of a sign-in or of an
	 * assignment.
	 */
	readonly mayGoOn: () => Promise<boolean>;
	/** For tests: how often [ms]. */
	readonly quietMs?: number;
}

/** A line that only keeps the connection open, and the permit, this often [ms]. */
const QUIET_MS = 5_000;

/** Makes the stream; the request's end takes the window off the list. */
export function openScreenStream(
	screens: SubjectScreens,
	sessionId: string,
	{ signal, mayGoOn, quietMs = QUIET_MS }: ScreenStreamOptions
): ReadableStream<Uint8Array> {
	const encoder = new TextEncoder();
	let end: () => void = () => undefined;
	return new ReadableStream<Uint8Array>({
		start(controller) {
			const say = (text: string): void => controller.enqueue(encoder.encode(text));
			const send = (name: string, data: unknown): void =>
				say(`event: ${name}\ndata: ${JSON.stringify(data)}\n\n`);
			const { id, leave } = screens.connect(sessionId, (order: ScreenOrder) => send('show', order));
			send('window', { window: id });
			const timer = setInterval(() => {
				void mayGoOn().then((may) => {
					if (may) return say(': still here\n\n');
					send('over', {});
					end();
					controller.close();
				}, end);
			}, quietMs);
			end = (): void => {
				clearInterval(timer);
				leave();
				signal.removeEventListener('abort', end);
			};
			signal.addEventListener('abort', end, { once: true });
		},
		cancel() {
			end();
		}
	});
}
