import adapter from '@sveltejs/adapter-node';

/**
 * The application's SvelteKit configuration. `vite.config.ts` hands it to `sveltekit(...)`, which takes
 * its configuration from there and from nowhere else.
 *
 * Nothing may be loaded from another host: laboratories work without a network. Style attributes
 * are allowed because component libraries position their pop-ups with them.
 *
 * @type {import('@sveltejs/kit/vite').Config}
 */
const config = {
	adapter: adapter(),
	csp: {
		mode: 'auto',
		directives: {
			'default-src': ['none'],
			'script-src': ['self'],
			'style-src': ['self'],
			'style-src-attr': ['unsafe-inline'],
			'font-src': ['self'],
			'img-src': ['self', 'blob:', 'data:'],
			'media-src': ['self', 'blob:'],
			'connect-src': ['self'],
			'manifest-src': ['self'],
			'worker-src': ['self'],
			'base-uri': ['none'],
			'form-action': ['self'],
			'frame-ancestors': ['none'],
			'object-src': ['none']
		}
	}
};

export default config;
