/** One Postgres, one Redis, nodes and a balancer, all real processes of their own in one folder. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { startEmbedded } from '#lib/server/store/embedded.ts';
import { startBalancer, type BalancerName } from '../support/balancer.ts';
import { portToComeBackTo } from '../support/free-port.ts';
import { keepsNothing, runRedis } from '../support/redis-program.ts';
import { SteadyNode } from './steady-node.ts';

export interface Network {
	/** What browsers are told. */
	readonly url: string;
	/** Ends everything, and says whether every node drained in time and ended well. */
	stop(): Promise<boolean>;
}

interface NetworkOptions {
	readonly nodes: number;
	readonly proxy: BalancerName;
	/** The balancer's; 0 for any. */
	readonly port: number;
	/** Hears what happens, in sentences for a terminal. */
	tell(sentence: string): void;
}

/** Starts everything, or ends again what was started and throws. */
export async function startNetwork({ nodes, proxy, port, tell }: NetworkOptions): Promise<Network> {
	const folder = await mkdtemp(join(tmpdir(), 'halte-cluster-'));
	/** The last thing first. */
	const endings: (() => Promise<boolean | void>)[] = [() => rm(folder, { recursive: true, force: true })];
	const stop = async () => {
		let sound = true;
		for (const end of endings.splice(0).reverse()) sound = ((await end()) ?? true) && sound;
		return sound;
	};
	try {
		const { connection, stop: stopPostgres } = await startEmbedded({ dataFolder: folder, log: tell });
		endings.push(stopPostgres);
		const redisPort = await portToComeBackTo();
		const redis = await runRedis(keepsNothing(redisPort, folder), { detached: true });
		endings.push(redis.kill);
		// postgres.js takes a socket's folder from PGHOST only; an address can't name one.
		const variables = {
			...{ DATABASE_URL: `postgres:///${connection.database}`, PGHOST: dirname(connection.path) },
			...{ PGUSERNAME: connection.username, REDIS_URL: `redis://127.0.0.1:${redisPort}` },
			HALTE_TOMBSTONES: join(folder, 'tombstones')
		};
		const ports: number[] = [];
		const fleet: SteadyNode[] = [];
		// Before the nodes: all of them drain at once.
		endings.push(async () => (await Promise.all(fleet.map((node) => node.stop()))).every(Boolean));
		for (let number = 1; number <= nodes; number += 1) {
			const at = await portToComeBackTo();
			ports.push(at);
			const told = (sentence: string) => tell(`Nœud ${number} : ${sentence}`);
			const node = new SteadyNode({ port: at, variables, tell: told });
			fleet.push(node);
			await node.start();
		}
		const at = port === 0 ? await portToComeBackTo() : port;
		const balancer = await startBalancer(proxy, { port: at, nodes: ports, folder, detached: true });
		endings.push(balancer.stop);
		return { url: balancer.url, stop };
	} catch (error) {
		await stop();
		throw error;
	}
}
