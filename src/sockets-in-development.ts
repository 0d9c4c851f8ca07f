/** Under `vite dev` the app is made anew on each edit; its sockets follow it to Vite's own server. */
import type { Server } from 'node:http';
import type { Plugin } from 'vite';

interface Attachable {
	attach(server: Server): void;
}

/** Attaches the present app's sockets to the development server. */
export function socketsInDevelopment(): Plugin {
	return {
		name: 'halte-sockets',
		apply: 'serve',
		configureServer({ httpServer, middlewares }) {
			let attached: Attachable | undefined;
			middlewares.use((_request, _response, next) => {
				const app = (globalThis as Record<symbol, unknown>)[Symbol.for('halte.app')] as
					Attachable | undefined;
				if (app !== undefined && app !== attached && httpServer !== null) {
					app.attach(httpServer as Server);
					attached = app;
				}
				next();
			});
		}
	};
}
