/** Two nodes at one Redis, of whatever kind: do they share what they should? */
import { Redis, type RedisOptions } from 'ioredis';
import { expect } from 'vitest';
import { atEnd } from './at-end.ts';
import { signIn } from './client.ts';
import { startNode, type HalteNode } from './node-process.ts';
import { connectStaff } from './screen.ts';
import type { TestDatabase } from './test-database.ts';

/** The place at which somebody comes. */
export const SITE = 'perron';
export const PATIENCE = { timeout: 30_000 };
export const TIMEOUT = { timeout: 180_000 };

export async function readiness(node: HalteNode): Promise<string> {
	return (await (await fetch(`${node.url}/readyz`)).text()).trim();
}

/** A client of the test's own, to see what nodes leave there. */
export function look(port: number, options: RedisOptions = {}): Redis {
	const client = new Redis({ port, host: '127.0.0.1', ...options });
	client.on('error', () => {});
	atEnd(() => client.disconnect());
	return client;
}

export function twoNodes(
	database: TestDatabase,
	redisUrl: string,
	variables: Record<string, string> = {}
): Promise<[HalteNode, HalteNode]> {
	const options = { database, redisUrl, variables };
	return Promise.all([startNode(options), startNode(options)]);
}

/** Somebody comes at one node: the other one's screens show it, and the bell rang in Redis, where the limits are too. */
export async function expectShared(
	[here, there]: readonly [HalteNode, HalteNode],
	client: Redis
): Promise<void> {
	for (const node of [here, there]) await expect.poll(() => readiness(node), PATIENCE).toBe('ready');
	const heard: string[] = [];
	const ear = client.duplicate();
	ear.on('error', () => {});
	atEnd(() => ear.disconnect());
	ear.on('pmessageBuffer', (_pattern, channel: Buffer, message: Buffer) =>
		heard.push(`${channel.toString()} ${message.toString('latin1')}`)
	);
	await ear.psubscribe('halte#*');
	const screen = await connectStaff(await signIn(there, 'pa1'), SITE, 'reception');
	const { word } = await (await signIn(here, 'pa1')).register(SITE, { services: ['infirmier'] });
	await screen.untilView('somebody who came elsewhere', ({ entries }) =>
		entries.some((entry) => entry.word === word)
	);
	await expect.poll(() => heard.some((message) => message.includes(SITE)), PATIENCE).toBe(true);
}
