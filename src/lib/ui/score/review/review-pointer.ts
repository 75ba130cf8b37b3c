/**
 * Mouse, pen, fingers and wheel over the traces: one drags, two pinch, a click puts the cursor, the wheel moves or zooms.
 *
 * @module
 */
import type { ReviewPlace } from './review-place.svelte.ts';
import type { ReviewWindow } from './review-window.ts';

/** A drag shorter than this is a click [CSS px]. */
const CLICK_PX = 3;
/** A line of a wheel that counts in lines [CSS px]: three are about a notch of one that counts in pixels. */
const LINE_PX = 35;
/** Fingers closer than this do not zoom any further [CSS px]. */
const CLOSEST_PX = 20;

/** Left and right edge of the strips [CSS px from the left of the element that hears the events]. */
export interface Strips {
	readonly left: number;
	readonly right: number;
}

type Finger = { readonly x: number; readonly y: number };
type Wheel = Pick<
	WheelEvent,
	'deltaX' | 'deltaY' | 'deltaMode' | 'ctrlKey' | 'metaKey' | 'clientX' | 'currentTarget'
>;
type Pointed = Pick<PointerEvent, 'pointerId' | 'button' | 'clientX' | 'clientY' | 'currentTarget'>;

/** The pointers of one review. */
export class ReviewPointer {
	readonly #at: () => ReviewPlace;
	/** At most two, by pointer id. */
	readonly #fingers = new Map<number, Finger>();
	/** Where the fingers were, and what was shown, when the last of them came or went. */
	#start: { readonly of: Grip; readonly window: ReviewWindow } | null = null;
	#isMoved = false;

	constructor(at: () => ReviewPlace) {
		this.#at = at;
	}

	/** Whether a finger or a button is down. */
	get isDown(): boolean {
		return this.#fingers.size > 0;
	}

	/**
	 * The wheel moves; with Ctrl or Meta, which is also how a pinch on a trackpad arrives, it zooms around the pointer.
	 *
	 * @returns whether the event was used; where there is nowhere to move to the page may scroll
	 */
	roll(event: Wheel, strips: Strips): boolean {
		const at = this.#at();
		const width = strips.right - strips.left;
		const unit = [1, LINE_PX, width][event.deltaMode] ?? 1;
		const [x, y] = [event.deltaX * unit, event.deltaY * unit];
		if (event.ctrlKey || event.metaKey) {
			const share = shareOf(xOf(event), strips);
			at.hold(at.shown, { from: share, to: share, scale: zoomOf(y) });
			return true;
		}
		if (at.isWhole) return false;
		at.move((Math.abs(x) > Math.abs(y) ? x : y) / width);
		return true;
	}

	/** A finger or the first button went down. @returns whether it is followed from now on */
	press(event: Pointed): boolean {
		if (event.button !== 0 || this.#fingers.size > 1) return false;
		this.#isMoved = this.#fingers.size > 0;
		this.#fingers.set(event.pointerId, fingerOf(event));
		this.#begin();
		return true;
	}

	/** Moves the view while something is down. */
	move(event: Pointed, strips: Strips): void {
		const start = this.#start;
		if (start === null || !this.#fingers.has(event.pointerId)) return;
		this.#fingers.set(event.pointerId, fingerOf(event));
		const now = gripOf([...this.#fingers.values()]);
		if (Math.abs(now.x - start.of.x) > CLICK_PX) this.#isMoved = true;
		if (!this.#isMoved) return;
		this.#at().hold(start.window, {
			from: shareOf(start.of.x, strips),
			to: shareOf(now.x, strips),
			scale: start.of.apart / now.apart
		});
	}

	/** A finger or the button went up. @returns place of a click [CSS px]; null = it was none */
	release(event: Pointed): number | null {
		const isClick = this.#fingers.has(event.pointerId) && !this.#isMoved;
		this.cancel(event);
		return isClick ? xOf(event) : null;
	}

	/** The browser took a pointer away, e.g. to scroll the page with it. */
	cancel({ pointerId }: Pick<PointerEvent, 'pointerId'>): void {
		if (!this.#fingers.delete(pointerId)) return;
		// what the other one does from here on begins where the view is now
		this.#isMoved = true;
		this.#begin();
	}

	#begin(): void {
		const fingers = [...this.#fingers.values()];
		this.#start = fingers.length === 0 ? null : { of: gripOf(fingers), window: this.#at().shown };
	}
}

/** Middle and distance of the fingers [CSS px]; one finger has a distance that never changes. */
interface Grip {
	readonly x: number;
	readonly apart: number;
}

function gripOf([one, other]: readonly Finger[]): Grip {
	if (one === undefined || other === undefined) return { x: one?.x ?? 0, apart: 1 };
	const apart = Math.hypot(one.x - other.x, one.y - other.y);
	return { x: (one.x + other.x) / 2, apart: Math.max(CLOSEST_PX, apart) };
}

/** Width after such a turn of the wheel as a multiple of that before: small steps count in full, wild ones less. */
function zoomOf(deltaPx: number): number {
	return Math.exp(0.1 * Math.asinh(deltaPx / 20));
}

function shareOf(x: number, { left, right }: Strips): number {
	return (x - left) / Math.max(1, right - left);
}

function fingerOf(event: Pointed): Finger {
	return { x: xOf(event), y: event.clientY };
}

function xOf({ clientX, currentTarget }: Pick<Pointed, 'clientX' | 'currentTarget'>): number {
	const frame = currentTarget as Element | null;
	return clientX - (frame?.getBoundingClientRect().left ?? 0);
}
