import { expect, it } from 'vitest';
import { checkHandedOut } from './peer.ts';

it('every item is handed out once', () => {
	expect(() => checkHandedOut('queue', ['b', 'a'], 2)).not.toThrow();
	expect(() => checkHandedOut('queue', ['a', 'a'], 2)).toThrow('1 of them different');
	expect(() => checkHandedOut('queue', ['a', null], 2)).toThrow('1 handed out');
	expect(() => checkHandedOut('queue', ['a', 'b', 'a'], 2)).toThrow('3 handed out');
});
