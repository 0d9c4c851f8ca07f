import { retentionForm } from '#lib/contract/retention.ts';
import { changeRetention } from '#lib/server/administration/change-retention.ts';
import { officeOf } from '#lib/server/administration/office.ts';
import { reportRetention } from '#lib/server/retention/report.ts';
import { freshCaretaker, onForm, shown } from '../desk.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const { accountId } = freshCaretaker({ locals, url });
	const office = shown(await officeOf(locals.app, accountId, 'retention'));
	const { retention, lines, runs, behindMs } = await reportRetention(
		locals.app.database.read,
		locals.app.clock
	);
	return {
		retention,
		lines,
		runs: runs.map(({ at, counts }) => ({ at: new Date(at).toISOString(), counts })),
		behindMinutes: Math.round(behindMs / 60_000),
		timezone: office.sites[0]?.timezone ?? 'UTC'
	};
};

export const actions: Actions = {
	amounts: (event) => {
		const by = freshCaretaker(event);
		return onForm(event, ['amounts', retentionForm], ({ visitValues, person, recentAliases }) =>
			changeRetention(event.locals.app, by, {
				visit_values: visitValues,
				person,
				recent_aliases: recentAliases
			})
		);
	}
};
