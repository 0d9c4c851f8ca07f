import { expect, it } from 'vitest';
import { readHealth, type HealthNeeds } from './health.ts';

const well: HealthNeeds = {
	stopping: () => false,
	reachDatabase: () => Promise.resolve(),
	bellTravels: () => true
};
const away = () => Promise.reject(new Error('away'));

it.each<[string, Partial<HealthNeeds>]>([
	['ready', {}],
	['degraded', { bellTravels: () => false }],
	['unreachable', { reachDatabase: away }],
	['unreachable', { reachDatabase: away, bellTravels: () => false }],
	['stopping', { stopping: () => true, reachDatabase: away }]
])('is %s', async (health, needs) => {
	expect(await readHealth({ ...well, ...needs })).toBe(health);
});

it('a node that begins to stop while it is asked says so', async () => {
	let stopping = false;
	const asked = { ...well, stopping: () => stopping, reachDatabase: async () => void (stopping = true) };
	expect(await readHealth(asked)).toBe('stopping');
});
