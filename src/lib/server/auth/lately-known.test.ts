import { beforeEach, expect, it } from 'vitest';
import { LatelyKnown } from './lately-known.ts';

let opens: string[];
let asked: number;
let now: number;
let known: LatelyKnown;

beforeEach(() => {
	[opens, asked, now] = [[], 0, 0];
	const readAll = () => {
		asked += 1;
		return Promise.resolve(opens);
	};
	known = new LatelyKnown({ readAll, now: () => now });
});

it('A key is known once it opened a door, until it opens none or five thousand others came after it', async () => {
	for (const hash of ['a', 'b']) known.add(hash);
	expect(await known.find('a')).toBe('a');
	known.forget('b');
	expect(await known.find('b')).toBeNull();
	for (let i = 0; i < 4_999; i += 1) known.add(`other ${i}`);
	known.add('a');
	expect(await known.find('a')).toBe('a');
	known.add('one more');
	expect([await known.find('a'), await known.find('other 0')]).toEqual(['a', null]);
});

it('One that opened a door elsewhere, or before a restart, is known as well', async () => {
	opens = ['a', 'b'];
	expect(await Promise.all(['a', 'b', 'c'].map((hash) => known.find(hash)))).toEqual(['a', 'b', null]);
	expect(asked).toBe(1);
});

it('However many strange keys are shown, the database is asked once a second', async () => {
	for (let i = 0; i < 1_000; i += 1) expect(await known.find(`made up ${i}`)).toBeNull();
	expect(asked).toBe(1);
	opens = ['made since'];
	expect(await known.find('made since')).toBeNull();
	now = 1_000;
	expect(await known.find('made since')).toBe('made since');
	expect(asked).toBe(2);
});

it('While the database is away a strange key is a stranger’s', async () => {
	const away = new LatelyKnown({ readAll: () => Promise.reject(new Error('away')), now: () => now });
	expect(await away.find('a')).toBeNull();
	away.add('b');
	expect(await away.find('b')).toBe('b');
});
