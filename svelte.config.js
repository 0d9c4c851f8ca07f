import { createHash } from 'node:crypto';
import adapter from '@sveltejs/adapter-node';
import { vitePreprocess } from '@sveltejs/vite-plugin-svelte';

/** The one `style=""` of every page is SvelteKit's: it hides what it reads aloud after a change of page (write_root.js). */
const ANNOUNCER =
	'position: absolute; left: 0; top: 0; clip: rect(0 0 0 0); clip-path: inset(50%); overflow: hidden; white-space: nowrap; width: 1px; height: 1px';
/** @type {`sha256-${string}`} */
const announcerHash = `sha256-${createHash('sha256').update(ANNOUNCER).digest('base64')}`;

/** @type {import('@sveltejs/kit').Config} */
export default {
	preprocess: vitePreprocess(),
	kit: {
		// Our own ORIGIN is a list; adapter-node would read it as one address.
		adapter: adapter({ envPrefix: 'KIT_' }),
		// Behind plain http adapter-node assumes https and answers 403 to every form;
		// src/hooks.server.ts refuses cross-site requests by Fetch Metadata instead.
		csrf: { trustedOrigins: ['*'] },
		csp: {
			mode: 'auto',
			// One address for everything. SvelteKit gives its own script a nonce on each page; no other inline script
			// runs. Styles come from files: any other `style=""` in markup is ignored, so `style:` has no place in what
			// the server renders. Where only the browser renders, it goes through the CSSOM, which no policy limits.
			// `connect-src 'self'` covers the sockets (CSP 3: ws with http, wss with https); Safari before 15.4 does
			// not think so and stays with polling.
			directives: {
				'default-src': ['none'],
				'script-src': ['self'],
				'style-src': ['self'],
				'style-src-attr': ['unsafe-hashes', announcerHash],
				'img-src': ['self'],
				'font-src': ['self'],
				// Voices of the page of somebody alone: files of the house, never another's.
				'media-src': ['self'],
				'connect-src': ['self'],
				'worker-src': ['self'],
				'manifest-src': ['self'],
				'object-src': ['none'],
				'base-uri': ['none'],
				'form-action': ['self'],
				'frame-ancestors': ['none']
			}
		}
	}
};
