/**
 * Words of the live pages.
 *
 * @module
 */
import { inLocale, type BilingualText } from '#lib/core/text.ts';
import type { RecorderHealth } from '#lib/core/recording/recorder-messages.ts';
import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';
import type { HealthWarning } from './health-warnings.ts';
import type { HealthWord } from './health-word.ts';

/** A bilingual text in the language of the page. */
export function say(text: BilingualText): string {
	return inLocale(text, getLocale());
}

const answers = { yes: m.live_answer_yes, no: m.live_answer_no, silent: m.live_answer_silent };

/** How an answer is called. */
export function answerWord(answer: 'yes' | 'no' | 'silent'): string {
	return answers[answer]();
}

const states: Record<HealthWord, () => string> = {
	recording: m.live_state_recording,
	incomplete: m.live_state_incomplete,
	'not-recording': m.live_state_not_recording,
	stalled: m.live_state_stalled,
	'not-written': m.live_state_not_written,
	spilled: m.operations_state_spilled,
	lost: m.live_state_lost,
	'no-contact': m.live_state_no_contact,
	elsewhere: m.live_state_elsewhere
};
const explanations: Record<HealthWord, () => string> = {
	recording: m.live_explain_recording,
	incomplete: m.live_explain_incomplete,
	'not-recording': m.live_explain_not_recording,
	stalled: m.live_explain_stalled,
	'not-written': m.live_explain_not_written,
	spilled: m.operations_explain_spilled,
	lost: m.live_explain_lost,
	'no-contact': m.live_explain_no_contact,
	elsewhere: m.live_explain_elsewhere
};

/** The big word of the health lane. */
export function healthText(word: HealthWord): string {
	return states[word]();
}

/** What the big word means and what to do. */
export function healthExplanation(word: HealthWord): string {
	return explanations[word]();
}

/** What is beyond its limit, with its figure. */
export function warningText(warning: HealthWarning): string {
	switch (warning.kind) {
		case 'disk':
			return (warning.isUrgent ? m.live_warn_disk_urgent : m.live_warn_disk)({
				free: (warning.bytes / 1e9).toFixed(2)
			});
		case 'loss':
			return m.live_warn_loss({ percent: warning.percent.toFixed(1) });
		case 'rate':
			return m.live_warn_rate({ percent: Math.abs(warning.percent).toFixed(1) });
		case 'quality':
			return m.live_warn_quality({
				channels: new Intl.ListFormat(getLocale(), { type: 'conjunction' }).format(warning.channels)
			});
		case 'spilled':
			return m.operations_warn_spilled({ size: (warning.bytes / 1e6).toFixed(1) });
		case 'spill-folder':
			return warning.state === 'same-disk'
				? m.operations_warn_spill_same_disk()
				: m.operations_warn_spill_unwritable();
		case 'clock':
			return m.live_warn_clock({ ms: warning.ms.toFixed(0) });
	}
}

const devices = {
	closed: m.live_device_closed,
	opening: m.live_device_opening,
	streaming: m.live_device_streaming,
	stalled: m.live_device_stalled,
	lost: m.live_device_lost
};

/** State of the instrument. */
export function deviceText(device: keyof typeof devices): string {
	return devices[device]();
}

/** A device that is being opened gives no valid frames: what came instead. '' = it is not so. */
export function noFramesText({ noFramesYet: came }: Pick<RecorderHealth, 'noFramesYet'>): string {
	if (came === undefined) return '';
	const { bytes } = came;
	return bytes === 0 ? m.live_no_frames_silent() : m.live_no_frames_bytes({ bytes });
}

const subjects = {
	informed: m.live_subject_informed,
	uninformed: m.live_subject_uninformed,
	'informed-innocent': m.live_subject_informed_innocent,
	'non-responder': m.live_subject_non_responder,
	countermeasure: m.live_subject_countermeasure
};

/** Who sits in the chair of a demonstration. */
export function subjectText(subject: keyof typeof subjects): string {
	return subjects[subject]();
}
