/**
 * Light or dark: the system's choice until the person makes one, then theirs (cookie `jingwei-theme`,
 * read by static/theme.js before the first paint).
 *
 * @module
 */

export type Theme = 'light' | 'dark';

/** The theme the page shows. */
export function currentTheme(): Theme {
	return document.documentElement.dataset['theme'] === 'dark' ? 'dark' : 'light';
}

/** Switches to the other theme, keeps the choice for a year and gives it back. */
export function switchTheme(): Theme {
	const theme: Theme = currentTheme() === 'dark' ? 'light' : 'dark';
	document.documentElement.dataset['theme'] = theme;
	document.cookie = `jingwei-theme=${theme}; path=/; max-age=31536000; samesite=strict`;
	return theme;
}
