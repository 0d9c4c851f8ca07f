import { expect, it } from 'vitest';
import { LatelyKnown } from './lately-known.ts';

it('A key is known once it opened a door, until it opens none or five thousand others came after it', () => {
	const known = new LatelyKnown();
	expect(known.find('a')).toBeNull();
	for (const hash of ['a', 'b']) known.add(hash);
	expect(known.find('a')).toBe('a');
	known.forget('b');
	expect(known.find('b')).toBeNull();
	for (let i = 0; i < 4_999; i += 1) known.add(`other ${i}`);
	known.add('a');
	expect(known.find('a')).toBe('a');
	known.add('one more');
	expect([known.find('a'), known.find('other 0')]).toEqual(['a', null]);
});
