/**
 * The file of a recording as a coder has it open: it is played and hashed where it lies, never copied or sent.
 *
 * @module
 */
import { hashFile, type Hashing } from '#lib/browser/media/hash-file.ts';
import type { NamedRecording } from '#lib/core/interview/coding.ts';

/** How an open file stands to the recording that was named: marks may be made in `same` only. */
export type FileStanding = 'reading' | 'unreadable' | 'unnamed' | 'same' | 'other';

/** One open file. */
export class OpenRecording {
	readonly file: File;
	/** For the player; given back by `close`. */
	readonly url: string;
	readonly isVideo: boolean;
	/** Share of the file that was hashed, 0…1. */
	progress = $state(0);
	sha256 = $state<string | null>(null);
	isUnreadable = $state(false);
	readonly #hashing: Hashing;

	constructor(file: File) {
		this.file = file;
		this.url = URL.createObjectURL(file);
		this.isVideo = !file.type.startsWith('audio/');
		this.#hashing = hashFile(file, (bytes) => (this.progress = bytes / file.size));
		void this.#hashing.sha256.then((sha256) => {
			this.sha256 = sha256;
			this.isUnreadable = sha256 === null;
		});
	}

	/** How it stands to what was named. */
	standing(named: NamedRecording | null): FileStanding {
		if (this.isUnreadable) return 'unreadable';
		if (this.sha256 === null) return 'reading';
		if (named === null) return 'unnamed';
		return named.sha256 === this.sha256 ? 'same' : 'other';
	}

	/** Lets go of the file. */
	close(): void {
		this.#hashing.stop();
		URL.revokeObjectURL(this.url);
	}
}
