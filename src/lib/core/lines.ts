/**
 * Cuts a stream of bytes into lines of text, whatever the chunks.
 *
 * @module
 */

const LINE_FEED = 10;

/** Lines without their end; a line that is too long is thrown away and counted. */
export class LineCutter {
	readonly #text = new TextDecoder();
	readonly #line: Uint8Array;
	#length = 0;
	#isTooLong = false;
	#tooLong = 0;

	/** @param longest bytes a line may have, its end not counted */
	constructor(longest: number) {
		this.#line = new Uint8Array(longest);
	}

	/** Lines thrown away because they were too long. */
	get tooLong(): number {
		return this.#tooLong;
	}

	/** Takes a chunk and gives back the lines it completed; a carriage return stays in the line. */
	push(chunk: Uint8Array): string[] {
		const lines: string[] = [];
		let from = 0;
		while (from < chunk.length) {
			const found = chunk.indexOf(LINE_FEED, from);
			this.#keep(chunk.subarray(from, found < 0 ? chunk.length : found));
			if (found < 0) break;
			if (!this.#isTooLong) lines.push(this.#kept());
			this.#isTooLong = false;
			this.#length = 0;
			from = found + 1;
		}
		return lines;
	}

	/** End of the stream: the last line, when it has no end. */
	end(): string[] {
		const lines = this.#length > 0 ? [this.#kept()] : [];
		this.#length = 0;
		return lines;
	}

	#kept(): string {
		return this.#text.decode(this.#line.subarray(0, this.#length));
	}

	#keep(bytes: Uint8Array): void {
		if (this.#isTooLong) return;
		if (this.#length + bytes.length > this.#line.length) {
			this.#isTooLong = true;
			this.#tooLong++;
			this.#length = 0;
			return;
		}
		this.#line.set(bytes, this.#length);
		this.#length += bytes.length;
	}
}
