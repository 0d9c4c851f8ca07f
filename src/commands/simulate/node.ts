/** A node of our own, in this process, on a folder that goes away with it. */
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { App, InjectedPorts } from '#lib/server/app.ts';

export interface OwnNode {
	readonly url: string;
	/** Stops everything and removes the folder. */
	stop(): Promise<void>;
}

const HOST = '127.0.0.1';
/** What an operator's shell may hold and a simulation must not touch. */
const NOT_OURS = ['DATABASE_URL', 'REDIS_URL', 'ORIGIN', 'HALTE_METRICS_TOKEN'];

/** Starts the built server at `handler`, with these ports instead of the database's clock and chance. */
export async function startNode(handler: URL, ports: InjectedPorts): Promise<OwnNode> {
	const folder = await mkdtemp(join(tmpdir(), 'halte-simulation-'));
	const removeFolder = () => rm(folder, { recursive: true, force: true, maxRetries: 5 });
	for (const name of NOT_OURS) delete process.env[name];
	Object.assign(process.env, {
		NODE_ENV: 'production',
		HOST,
		PORT: '0',
		HALTE_DATA: folder,
		HALTE_DEMO: '1'
	});
	Reflect.set(globalThis, Symbol.for('halte.ports'), ports);
	try {
		// By URL, so that no tool walks into the build. Its import starts the app.
		const built = (await import(/* @vite-ignore */ handler.href)) as { handler: RequestListener };
		const app = Reflect.get(globalThis, Symbol.for('halte.app')) as App;
		const server = createServer(built.handler);
		app.attach(server);
		server.listen(0, HOST);
		await once(server, 'listening');
		const { port } = server.address() as AddressInfo;
		return {
			url: `http://${HOST}:${port}`,
			async stop() {
				server.close();
				await app.stop();
				server.closeAllConnections();
				await removeFolder();
			}
		};
	} catch (error) {
		await removeFolder();
		throw error;
	}
}
