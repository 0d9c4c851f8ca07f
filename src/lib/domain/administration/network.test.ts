import { expect, it, test } from 'vitest';
import { OPERATOR, type Caretaker } from '#lib/domain/administration/caretaker.ts';
import { networkChanges, networkStands, refusesNetworkChange } from '#lib/domain/administration/network.ts';
import { opposite } from '#lib/domain/administration/put-back.ts';
import { ROLES } from '#lib/domain/policy/roles.ts';

const OFF = { healthNumber: false, memoryCode: false, inclusiveStyle: 'neutral' } as const;

test.each(ROLES)('A %s switches nothing, unless the network is theirs to administer', (role) => {
	const by: Caretaker = { id: 'somebody', role, sites: new Set(['porch']) };
	expect(refusesNetworkChange(by)).toBe(role === 'administrator' ? null : 'forbidden');
});

it('The operator does', () => {
	expect(refusesNetworkChange(OPERATOR)).toBeNull();
});

it('Only what differs is changed, and each can be put back by itself', () => {
	expect(networkChanges(OFF, OFF)).toEqual([]);
	const [change, ...more] = networkChanges(OFF, { ...OFF, memoryCode: true });
	expect(more).toEqual([]);
	expect(change).toEqual({
		what: 'memory_code_switched',
		before: { memoryCode: false },
		after: { memoryCode: true }
	});
	expect(change && opposite(change)).toEqual({
		what: 'memory_code_switched',
		before: { memoryCode: true },
		after: { memoryCode: false }
	});
	expect(networkChanges(OFF, { healthNumber: true, memoryCode: true, inclusiveStyle: 'dot' })).toHaveLength(
		3
	);
});

it('A change fits what is still as it found it', () => {
	const [change] = networkChanges(OFF, { ...OFF, healthNumber: true });
	expect(change && networkStands(OFF, change)).toBe(true);
	expect(change && networkStands({ ...OFF, healthNumber: true }, change)).toBe(false);
});

it('The way of writing role words is put back to what it was', () => {
	const [change] = networkChanges(OFF, { ...OFF, inclusiveStyle: 'parentheses' });
	expect(change && opposite(change)).toEqual({
		what: 'inclusive_style_switched',
		before: { inclusiveStyle: 'parentheses' },
		after: { inclusiveStyle: 'neutral' }
	});
	expect(change && networkStands({ ...OFF, inclusiveStyle: 'dot' }, change)).toBe(false);
});
