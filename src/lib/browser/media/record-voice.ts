/**
 * Records what is spoken into the workstation's microphone, as a file of the browser's own format.
 *
 * @module
 */

/** A recording that goes on. */
export interface VoiceRecording {
	/** Ends it; the microphone is given back. */
	stop(): Promise<Blob>;
}

/** Formats in the order they are wanted. */
const FORMATS = ['audio/webm;codecs=opus', 'audio/webm', 'audio/ogg;codecs=opus', 'audio/mp4'];

/**
 * Asks for the microphone and begins.
 *
 * @returns null when there is none, or it is not allowed
 */
export async function recordVoice(): Promise<VoiceRecording | null> {
	const stream = await microphone();
	if (stream === null) return null;
	const mimeType = FORMATS.find((format) => MediaRecorder.isTypeSupported(format));
	const recorder = new MediaRecorder(stream, mimeType === undefined ? {} : { mimeType });
	const parts: Blob[] = [];
	recorder.addEventListener('dataavailable', ({ data }) => parts.push(data));
	const ended = new Promise<void>((done) => {
		recorder.addEventListener('stop', () => done(), { once: true });
	});
	recorder.start();
	return {
		async stop() {
			if (recorder.state !== 'inactive') recorder.stop();
			await ended;
			for (const track of stream.getTracks()) track.stop();
			return new Blob(parts, { type: recorder.mimeType });
		}
	};
}

async function microphone(): Promise<MediaStream | null> {
	if (!('mediaDevices' in navigator)) return null;
	try {
		return await navigator.mediaDevices.getUserMedia({ audio: true });
	} catch (error) {
		// refused by the person or the policy, or no microphone: everything else is a bug
		const names = ['NotAllowedError', 'NotFoundError', 'NotReadableError', 'SecurityError'];
		if (error instanceof DOMException && names.includes(error.name)) return null;
		throw error;
	}
}
