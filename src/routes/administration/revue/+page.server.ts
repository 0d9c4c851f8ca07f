import { error } from '@sveltejs/kit';
import { reviewForms, reviewMonth } from '#lib/contract/access-review.ts';
import { judge, readReview, signedSites, signReview } from '#lib/server/administration/access-review.ts';
import { officeOf } from '#lib/server/administration/office.ts';
import { nowIso } from '#lib/server/http/page-data.ts';
import { caretaker, onForm, shown } from '../desk.ts';
import { lastMonths } from './months.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const { searchParams } = url;
	const by = caretaker({ locals, url });
	const { sites } = shown(await officeOf(locals.app, by.accountId, 'access_review'));
	const months = lastMonths(await nowIso(locals), sites[0]?.timezone ?? 'UTC');
	// The month that is over waits to be signed.
	const month = reviewMonth.safeParse(searchParams.get('mois')).data ?? months[1] ?? '';
	const signed = await signedSites(
		locals.app,
		sites.map(({ id }) => id),
		month
	);
	const asked = searchParams.get('milieu') ?? (sites.length === 1 ? (sites[0]?.id ?? null) : null);
	const site = sites.find(({ id }) => id === asked) ?? null;
	if (asked !== null && site === null) error(404);
	return {
		sites: sites.map((one) => ({ ...one, isSigned: signed.has(one.id) })),
		months: months.includes(month) ? months : [month, ...months],
		month,
		isRunning: month === months[0],
		site,
		review: site && shown(await readReview(locals.app, by, { siteId: site.id, month }))
	};
};

export const actions: Actions = {
	verdict: (event) => {
		const by = caretaker(event);
		return onForm(event, ['verdict', reviewForms.verdict], (said) => judge(event.locals.app, by, said));
	},
	sign: (event) => {
		const by = caretaker(event);
		return onForm(event, ['sign', reviewForms.sign], (asked) => signReview(event.locals.app, by, asked));
	}
};
