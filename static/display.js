// How the pages look to this person: decided before the first paint, so that no page flashes in another look, and
// again whenever a choice or the system changes. Choices are cookies; where there is none the system decides.
(() => {
	const root = document.documentElement;
	const systemIsDark = matchMedia('(prefers-color-scheme: dark)');
	const systemWantsContrast = matchMedia('(prefers-contrast: more)');
	const systemWantsRest = matchMedia('(prefers-reduced-motion: reduce)');
	const chosen = (part, values) =>
		document.cookie.match(new RegExp(`(?:^|; )jingwei-${part}=(${values})(?:;|$)`))?.[1];
	const show = () => {
		root.dataset.theme = chosen('theme', 'light|dark') ?? (systemIsDark.matches ? 'dark' : 'light');
		root.dataset.contrast =
			chosen('contrast', 'normal|high') ?? (systemWantsContrast.matches ? 'high' : 'normal');
		root.dataset.traces = chosen('traces', 'safe') ?? 'field';
		root.dataset.motion =
			chosen('motion', 'reduced') ?? (systemWantsRest.matches ? 'reduced' : 'full');
	};
	show();
	for (const media of [systemIsDark, systemWantsContrast, systemWantsRest])
		media.addEventListener('change', show);
	document.addEventListener('jingwei-display', show);
})();
