/**
 * The player of a recording: its time in the file and in the interview.
 *
 * @module
 */

/** Speeds, slowest first. */
export const speeds = [0.5, 0.75, 1, 1.25, 1.5, 2] as const;

/** State shared between the media element and what is around it. Times in seconds. */
export class Player {
	/** In the file. */
	fileS = $state(0);
	durationS = $state(0);
	isPaused = $state(true);
	speed = $state<number>(1);
	/** Time of the interview at the file’s zero. */
	offsetS = $state(0);

	/** Time of the interview. */
	get nowS(): number {
		return this.fileS + this.offsetS;
	}

	/** Goes to a time of the interview, within the file. */
	goTo(atS: number): void {
		this.fileS = Math.max(0, Math.min(this.durationS, atS - this.offsetS));
	}

	/** Goes forward, or back. */
	by(seconds: number): void {
		this.goTo(this.nowS + seconds);
	}

	/** Plays, or pauses. */
	toggle(): void {
		this.isPaused = !this.isPaused;
	}

	/** The next speed up (1) or down (−1). */
	faster(by: 1 | -1): void {
		const at = speeds.findIndex((one) => one === this.speed);
		this.speed = speeds[Math.max(0, Math.min(speeds.length - 1, at + by))] ?? 1;
	}
}
