/**
 * The desk of a coder: the open file, the player, the items, and what keys do with them.
 *
 * @module
 */
import type { SliceSpan } from '#lib/core/interview/coding-slices.ts';
import type { InterviewClient } from '../interview-client.svelte.ts';
import type { Coder, NewMark } from './coder.svelte.ts';
import { codingActOf, isForCoding, type CodingAct } from './coding-keys.ts';
import { OpenRecording, type FileStanding } from './open-recording.svelte.ts';
import { Player } from './player.svelte.ts';

/** One coder at work on one interview. */
export class CodingDesk {
	readonly client: InterviewClient;
	readonly coder: Coder;
	readonly player = new Player();
	open = $state.raw<OpenRecording | null>(null);
	/** Offset and first slice are being corrected. */
	isRenaming = $state(false);

	constructor(client: InterviewClient, coder: Coder) {
		this.client = client;
		this.coder = coder;
	}

	/** How the open file stands to the recording; `unnamed` also while no file is open. */
	get standing(): FileStanding {
		return this.open?.standing(this.client.state.coding.recording) ?? 'unnamed';
	}

	/** End of the recording [s of the interview]. */
	get toS(): number {
		return this.player.offsetS + this.player.durationS;
	}

	/** Opens a file in the place of the one before. */
	choose(file: File): void {
		this.open?.close();
		this.open = new OpenRecording(file);
		this.player.fileS = 0;
		this.player.isPaused = true;
		this.player.offsetS = this.client.state.coding.recording?.offsetS ?? 0;
		this.coder.running = {};
		this.coder.pending = null;
	}

	/** Records a mark in the open file. @returns whether it was taken */
	async record(mark: NewMark): Promise<boolean> {
		const sha256 = this.open?.sha256;
		if (sha256 === null || sha256 === undefined) return false;
		const rounded = (seconds: number): number => Math.round(1000 * seconds) / 1000;
		const { atS, untilS } = mark;
		const times = { atS: rounded(atS), untilS: untilS === null ? null : rounded(untilS) };
		return this.client.tell('behaviour-marked', { sha256, ...mark, ...times });
	}

	/** Marks the item that has the focus, now. */
	async mark(withNote = false): Promise<void> {
		if (this.standing !== 'same' || this.coder.pending !== null) return;
		const mark = this.coder.mark(this.player.nowS, withNote);
		// words are asked for: the recording waits
		if (this.coder.pending !== null) this.player.isPaused = true;
		// what could not be recorded waits with its time, to be recorded again
		if (mark !== null && !(await this.record(mark))) this.coder.pending = mark;
	}

	/** Does what a key says. */
	press(event: KeyboardEvent, spans: readonly SliceSpan[], onhelp: () => void): void {
		if (!isForCoding(event)) return;
		const act = codingActOf(event.key, event.shiftKey);
		if (act === null || (this.open === null && act.do !== 'help')) return;
		event.preventDefault();
		if (act.do === 'help') onhelp();
		else this.#act(act, spans);
	}

	/** The border of a slice before or after the moment. */
	toBorder(by: 1 | -1, spans: readonly SliceSpan[]): void {
		const { nowS } = this.player;
		const borders = spans.map(({ fromS }) => fromS);
		// a second of grace: pressed again just after a border it goes to the one before
		const next =
			by === 1 ? borders.find((at) => at > nowS) : borders.findLast((at) => at < nowS - 1);
		if (next !== undefined) this.player.goTo(next);
	}

	#act(act: CodingAct, spans: readonly SliceSpan[]): void {
		const { player, coder } = this;
		switch (act.do) {
			case 'play':
				return player.toggle();
			case 'move':
				return player.by(act.seconds);
			case 'speed':
				return player.faster(act.by);
			case 'slice':
				return this.toBorder(act.by, spans);
			case 'item':
			case 'group':
				return coder.move(act.by, act.do === 'group');
			case 'rate':
				return coder.rate(act.value);
			case 'mark':
			case 'mark-with-note':
				return void this.mark(act.do === 'mark-with-note');
			case 'help':
				return;
		}
	}
}
