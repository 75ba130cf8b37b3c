/**
 * The typeface of documents: Noto Sans SC, found among the installed packages when it is needed.
 *
 * @module
 */
import { createRequire } from 'node:module';

const PACKAGE = '@expo-google-fonts/noto-sans-sc';

/** Paths of the font files. */
export function fontPaths(): { readonly regular: string; readonly bold: string } {
	const { resolve } = createRequire(import.meta.url);
	return {
		regular: resolve(`${PACKAGE}/400Regular/NotoSansSC_400Regular.ttf`),
		bold: resolve(`${PACKAGE}/700Bold/NotoSansSC_700Bold.ttf`)
	};
}
