/** Two servers of one clinic, a Redis and a Postgres, all real processes, and what may happen to each of them. */
import { expect } from 'vitest';
import { Client } from '../../support/client.ts';
import { cuttingLine, type CuttingLine } from '../../support/cutting-line.ts';
import { portToComeBackTo } from '../../support/free-port.ts';
import { startNode, type HalteNode } from '../../support/node-process.ts';
import { startRedis, type RedisProcess } from '../../support/redis-process.ts';
import type { TestDatabase } from '../../support/test-database.ts';
import { databaseLine, type DatabaseLine } from './database-line.ts';
import { ownPostgres, type OwnPostgres } from './own-postgres.ts';

export const FAULTS = [
	'none',
	'answers_lost',
	'server_killed',
	'server_killed_after_commit',
	'server_stands_still',
	'redis_killed',
	'connections_cut',
	'database_stands_still',
	'database_killed'
] as const;
export type Fault = (typeof FAULTS)[number];

const READY_MS = 60_000;

export class Fleet {
	/** While this is so, the answers of this many tries of a hundred are lost. */
	lostShare = 0;
	readonly #nodes: HalteNode[] = [];
	readonly #lossy: CuttingLine[] = [];
	readonly #ports: number[];
	readonly #postgres: OwnPostgres;
	readonly #redis: RedisProcess;
	/** The first server's way to the database. */
	readonly #line: DatabaseLine;

	private constructor(postgres: OwnPostgres, redis: RedisProcess, line: DatabaseLine, ports: number[]) {
		this.#postgres = postgres;
		this.#redis = redis;
		this.#line = line;
		this.#ports = ports;
	}

	/** Starts everything; it is stopped after the file. */
	static async start(): Promise<Fleet> {
		const [postgres, redis] = await Promise.all([ownPostgres(), startRedis()]);
		const ports: number[] = [];
		const fleet = new Fleet(postgres, redis, await databaseLine(postgres.database), ports);
		for (const index of [0, 1]) {
			ports.push(await portToComeBackTo());
			await fleet.#start(index);
		}
		for (const { url } of fleet.#nodes) fleet.#lossy.push(await lossyLine(url));
		return fleet;
	}

	get database(): TestDatabase {
		return this.#postgres.database;
	}

	/** The same address whatever happened to the server. */
	url(index: number, lost: boolean): string {
		return lost ? (this.#lossy[index] as CuttingLine).url : `http://127.0.0.1:${this.#ports[index]}`;
	}

	node(index: number): HalteNode {
		return this.#nodes[index] as HalteNode;
	}

	/** Makes it happen, to this server where it is about one. */
	async inject(fault: Fault, index: number): Promise<void> {
		const { child } = this.node(index);
		switch (fault) {
			case 'none':
				return;
			case 'answers_lost':
				this.lostShare = 30;
				return;
			case 'server_killed':
				child.kill('SIGKILL');
				await this.node(index).ended;
				return;
			case 'server_killed_after_commit':
				// The first one alone has the line that can tell.
				void this.#line.holdNextCommit().then(() => this.node(0).child.kill('SIGKILL'));
				return;
			case 'server_stands_still':
				child.kill('SIGSTOP');
				return;
			case 'redis_killed':
				return this.#redis.kill();
			case 'connections_cut':
				await this.database.sql`
					select pg_terminate_backend(pid) from pg_stat_activity
					where datname = current_database() and application_name like 'halte-%'`;
				return;
			case 'database_stands_still':
				return this.#postgres.pause();
			case 'database_killed':
				return this.#postgres.kill();
		}
	}

	/** Puts right what `inject` did; resolves when both servers serve. */
	async heal(fault: Fault): Promise<void> {
		this.lostShare = 0;
		this.#line.letCommitsPass();
		if (fault === 'redis_killed') await this.#redis.restart();
		if (fault === 'database_stands_still') await this.#postgres.resume();
		if (fault === 'database_killed') await this.#postgres.start();
		for (const index of [0, 1]) {
			if (fault === 'server_stands_still') this.node(index).child.kill('SIGCONT');
			await expect.poll(() => this.#serves(index), { timeout: READY_MS }).toBe(true);
		}
	}

	/** Every command that reached a server before has been through its line afterwards. */
	async settle(coordinator: Client, siteId: string): Promise<void> {
		for (const node of this.#nodes) {
			const { status, text } = await new Client(node, coordinator.cookie).tryTo(
				`/sites/${siteId}/blocks/open`
			);
			if (status !== 409) throw new Error(`a block was opened beside an open one: ${status} ${text}`);
		}
	}

	/** One that has ended is started again. */
	async #serves(index: number): Promise<boolean> {
		const { child, url } = this.node(index);
		if (child.exitCode !== null || child.signalCode !== null) await this.#start(index);
		return fetch(`${url}/readyz`, { signal: AbortSignal.timeout(2_000) }).then(
			({ ok }) => ok,
			() => false
		);
	}

	async #start(index: number): Promise<void> {
		const database = index === 0 ? this.#line.database : this.database;
		this.#nodes[index] = await startNode({ database, redisUrl: this.#redis.url, port: this.#ports[index] });
	}
}

/** Every answer on it is lost before its first byte. */
async function lossyLine(url: string): Promise<CuttingLine> {
	const line = await cuttingLine(url);
	line.breakAfter(0);
	return line;
}
