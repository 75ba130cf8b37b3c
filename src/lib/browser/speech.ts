/**
 * The workstation's voice: speaks the text of an item where no recording of it is played.
 *
 * @module
 */

/** A voice of this computer. */
export type Voice = Pick<SpeechSynthesisVoice, 'name' | 'lang' | 'localService'>;

/** Voices come late in some browsers; after this nothing more is waited for [ms]. */
const WAIT_MS = 1500;

/** Not every browser has one, whatever its types say. */
function voiceOfComputer(): SpeechSynthesis | null {
	return 'speechSynthesis' in globalThis ? globalThis.speechSynthesis : null;
}

/** Language of a text: Chinese where a Chinese sign stands in it. */
export function languageOf(text: string): 'zh-CN' | 'en' {
	return /\p{Script=Han}/u.test(text) ? 'zh-CN' : 'en';
}

/**
 * Voices that speak a language without sending the text to another computer, best first; empty = none.
 *
 * A voice of a service would send the words of a test outside the laboratory.
 */
export async function localVoices(
	language: 'zh-CN' | 'en',
	synthesis = voiceOfComputer()
): Promise<SpeechSynthesisVoice[]> {
	if (synthesis === null) return [];
	const speaks = ({ lang, localService }: Voice): boolean =>
		localService && lang.toLowerCase().replace('_', '-').startsWith(language.slice(0, 2));
	const ready = (): SpeechSynthesisVoice[] => synthesis.getVoices().filter(speaks);
	if (synthesis.getVoices().length === 0)
		await new Promise<void>((done) => {
			synthesis.addEventListener('voiceschanged', () => done(), { once: true });
			setTimeout(done, WAIT_MS);
		});
	const exact = ({ lang }: Voice): boolean => lang.toLowerCase().startsWith(language.toLowerCase());
	return ready().sort((a, b) => Number(exact(b)) - Number(exact(a)));
}

/**
 * Speaks a text with a voice of this computer.
 *
 * @returns settles at the end of it; false = no voice speaks its language, or speaking failed
 */
export async function speak(text: string, synthesis = voiceOfComputer()): Promise<boolean> {
	const language = languageOf(text);
	const [voice] = await localVoices(language, synthesis);
	if (voice === undefined || synthesis === null) return false;
	const utterance = new SpeechSynthesisUtterance(text);
	utterance.voice = voice;
	utterance.lang = voice.lang;
	synthesis.cancel();
	return new Promise((done) => {
		utterance.onend = () => done(true);
		utterance.onerror = () => done(false);
		synthesis.speak(utterance);
	});
}
