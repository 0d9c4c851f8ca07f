import { expect, it } from 'vitest';
import { refuse } from '#lib/domain/queue/refusals.ts';
import type { NotedOver } from '#lib/domain/visit/noted.ts';
import { register, visitStep } from '../../../../tests/factories/commands.ts';
import { aPeerHelper } from '../../../../tests/factories/people.ts';
import { given, play } from '../../../../tests/factories/scenario.ts';
import { aSite } from '../../../../tests/factories/site.ts';
import { waitingVisit } from '../../../../tests/factories/visits.ts';

const actor = aPeerHelper();
const mark = (field: 'alias' | 'contact' | 'note') => ({ field, mark: 'salted' });
const typing = (fields: readonly ('alias' | 'contact' | 'note')[], over?: NotedOver) =>
	visitStep('details', 'visit', { personal: fields.map(mark), ...(over !== undefined && { over }) });
const noted = () => aSite({ visits: [waitingVisit()], notedAt: new Map([['visit alias', 500]]) });
const taken = [expect.objectContaining({ type: 'DetailsChanged' })];

it('A value that somebody else noted meanwhile is not replaced unseen, and says which one it is', () => {
	for (const alias of [null, 400]) {
		given(noted())
			.when(typing(['note', 'alias'], { alias, note: null }), { actor })
			.then(refuse('noted_meanwhile', { field: 'alias' }));
	}
	given(noted())
		.when(typing(['contact'], { contact: 500 }), { actor })
		.then(refuse('noted_meanwhile', { field: 'contact' }));
});

it('A value replaces the one that its screen showed, and whatever is there when nobody looked', () => {
	given(noted())
		.when(typing(['alias', 'note'], { alias: 500, note: null }), { actor })
		.then(taken);
	given(noted())
		.when(typing(['alias']), { actor })
		.then(taken);
	given(noted())
		.when(typing(['alias'], { note: null }), { actor })
		.then(taken);
	// What was shown of a value that is not typed here does not matter.
	given(noted())
		.when(typing(['note'], { alias: 400, note: null }), { actor })
		.then(taken);
});

it('Of two that are decided in one go, the second is refused as well', () => {
	const site = aSite({ visits: [waitingVisit()] });
	const after = play(site, [typing(['alias'], { alias: null }), { actor }]);
	given(after)
		.when(typing(['alias'], { alias: null }), { actor })
		.then(refuse('noted_meanwhile', { field: 'alias' }));
	given(after)
		.when(typing(['note'], { note: null }), { actor })
		.then(taken);
});

it('What somebody said when they were put on the list counts', () => {
	const after = play(aSite(), [register({ visitId: 'visit', personal: [mark('alias')] }), { actor }]);
	given(after)
		.when(typing(['alias'], { alias: null }), { actor })
		.then(refuse('noted_meanwhile', { field: 'alias' }));
});

it('A visit that took another one’s place may have its values too: whoever typed before that looks again', () => {
	const visits = [waitingVisit(), waitingVisit({ id: 'other' })];
	const merging = { verb: 'merge_visits', visitId: 'visit', otherVisitId: 'other' } as const;
	const after = play(aSite({ visits }), [merging, { actor }]);
	const [kept] = [...after.visits.values()].filter(({ mergedInto }) => mergedInto === null);
	given(after)
		.when({ ...typing(['note'], { note: null }), visitId: kept?.id ?? '' }, { actor })
		.then(refuse('noted_meanwhile', { field: 'note' }));
});
