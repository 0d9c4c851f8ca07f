import { expect, it } from 'vitest';
import { PushDelay } from './push-delay.ts';

function clocked() {
	let now = 0;
	return { delays: new PushDelay(() => now), at: (ms: number) => (now = ms) };
}

it('counts from the first bell that a push shows', () => {
	const { delays, at } = clocked();
	delays.rang('perron');
	at(40);
	delays.rang('perron');
	const sent = delays.begin('perron');
	at(100);
	expect(sent()).toBe(0.1);
});

it('a bell that rings while a push is read counts for the next one', () => {
	const { delays, at } = clocked();
	delays.rang('perron');
	const first = delays.begin('perron');
	at(20);
	delays.rang('perron');
	at(50);
	expect(first()).toBe(0.05);
	expect(delays.begin('perron')()).toBe(0.03);
});

it('a push without a bell has no delay, nor has another site’s bell', () => {
	const { delays } = clocked();
	delays.rang('seuil');
	expect(delays.begin('perron')()).toBe(null);
});
