// Runs before the first paint so that the page never flashes in the other theme.
(() => {
	const chosen = document.cookie.match(/(?:^|; )jingwei-theme=(light|dark)/)?.[1];
	const system = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
	document.documentElement.dataset.theme = chosen ?? system;
})();
