import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { VisitFile } from './visit-file.svelte.ts';

/** Answers that are on their way, in the order of their questions. */
let onTheWay: ((alias: string) => void)[];

beforeEach(() => {
	onTheWay = [];
	vi.stubGlobal(
		'fetch',
		() =>
			new Promise<Response>((resolve) => {
				onTheWay.push((alias) => resolve(Response.json({ visit: { alias } })));
			})
	);
});
afterEach(() => void vi.unstubAllGlobals());

it('what was asked last is shown, also where an older answer takes longer', async () => {
	const file = new VisitFile();
	const readings = [file.read('visit'), file.read('visit')];
	onTheWay[1]?.('as it is now');
	await readings[1];
	onTheWay[0]?.('as it was');
	await readings[0];
	expect(file.shown?.alias).toBe('as it is now');
});

it('an answer about a card that was closed meanwhile is dropped', async () => {
	const file = new VisitFile();
	const reading = file.read('visit');
	file.forget();
	onTheWay[0]?.('somebody');
	await reading;
	expect(file.shown).toBeNull();
});

it('nothing of another visit stands there until this one is read, nor when it can’t be', async () => {
	const file = new VisitFile();
	const first = file.read('one');
	onTheWay[0]?.('Lou');
	await first;
	const second = file.read('other');
	expect(file.shown).toBeNull();
	onTheWay[1]?.('Sam');
	await second;
	expect(file.shown?.alias).toBe('Sam');
});
