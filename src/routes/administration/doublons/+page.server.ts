import { error } from '@sveltejs/kit';
import { peopleForms } from '#lib/contract/people-forms.ts';
import { changePeople } from '#lib/server/http/people-forms.ts';
import { readDuplicates } from '#lib/server/people/duplicates.ts';
import { sitesToCompare } from '#lib/server/people/people-page.ts';
import { caretaker, onForm } from '../desk.ts';
import type { Actions, PageServerLoad } from './$types';

/** One site at a time, so that no more is read than is looked at. */
export const load: PageServerLoad = async ({ locals, url }) => {
	const { accountId } = caretaker({ locals, url });
	const sites = await sitesToCompare(locals.app, accountId);
	const wanted = url.searchParams.get('milieu');
	const site = wanted === null ? sites[0] : sites.find(({ id }) => id === wanted);
	if (sites.length === 0) error(403);
	if (site === undefined) error(404);
	const duplicates = await readDuplicates(locals.app, { accountId, siteId: site.id });
	return { sites, site, ...duplicates };
};

export const actions: Actions = {
	merge: (event) => {
		const { accountId } = caretaker(event);
		return onForm(event, ['merge', peopleForms.merge], ({ siteId, personId, intoId }) =>
			changePeople(event.locals, { accountId, siteId }, { verb: 'merge_people', personId, intoId })
		);
	},
	separate: (event) => {
		const { accountId } = caretaker(event);
		return onForm(event, ['separate', peopleForms.separate], ({ siteId, personId }) =>
			changePeople(event.locals, { accountId, siteId }, { verb: 'separate_people', personId })
		);
	}
};
