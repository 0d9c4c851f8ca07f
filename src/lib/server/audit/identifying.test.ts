import { expect, it } from 'vitest';
import { AUDIENCES } from '#lib/domain/policy/policy.ts';
import { identifies } from '#lib/server/audit/identifying.ts';
import { views } from '../../../../tests/support/policy/received.ts';

it('a board identifies when its view has a field for an alias', () => {
	const named = views().filter(({ fields }) => fields.some(({ path }) => /alias/i.test(path)));
	expect(AUDIENCES.filter(identifies).sort()).toEqual(named.map(({ name }) => name).sort());
});
