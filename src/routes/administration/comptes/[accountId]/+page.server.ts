import type { RequestEvent } from '@sveltejs/kit';
import { accountForms } from '#lib/contract/administration.ts';
import { language } from '#lib/messages/language.ts';
import { changeAccount, type AccountWish } from '#lib/server/administration/change-account.ts';
import { endSessions, issueCode, resetFactors } from '#lib/server/administration/let-in-again.ts';
import { officeOf } from '#lib/server/administration/office.ts';
import { readAccountPage } from '#lib/server/administration/read-account.ts';
import { takeBack } from '#lib/server/administration/take-back.ts';
import { freshCaretaker, onForm, shown } from '../../desk.ts';
import type { Actions, PageServerLoad, RouteParams } from './$types';

type Event = RequestEvent<RouteParams>;

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const by = freshCaretaker({ locals, url });
	const [office, account] = await Promise.all([
		officeOf(locals.app, by.accountId, 'team'),
		readAccountPage(locals.app, by, {
			accountId: params.accountId,
			before: url.searchParams.get('avant'),
			lang: language()
		})
	]);
	return { office: shown(office), ...shown(account) };
};

/** Who asks, and about whom. */
function asked(event: Event) {
	return { house: event.locals.app, by: freshCaretaker(event), of: event.params.accountId };
}

function wish(event: Event, wanted: AccountWish) {
	const { house, by, of } = asked(event);
	return changeAccount(house, by, of, wanted);
}

export const actions: Actions = {
	rename: (event) => {
		asked(event);
		return onForm(event, ['rename', accountForms.rename], ({ name, title }) =>
			wish(event, { kind: 'rename', name, title })
		);
	},
	role: (event) => {
		asked(event);
		return onForm(event, ['role', accountForms.role], ({ role }) => wish(event, { kind: 'role', role }));
	},
	disable: (event) => {
		asked(event);
		return onForm(event, ['disable', accountForms.disable], () => wish(event, { kind: 'disable' }));
	},
	enable: (event) => {
		asked(event);
		return onForm(event, ['enable', accountForms.enable], () => wish(event, { kind: 'enable' }));
	},
	train: (event) => {
		asked(event);
		return onForm(event, ['train', accountForms.train], ({ trainedOn }) =>
			wish(event, { kind: 'train', trainedOn })
		);
	},
	place: (event) => {
		asked(event);
		return onForm(event, ['place', accountForms.place], ({ siteId, ...place }) =>
			wish(event, { kind: 'place', siteId, place })
		);
	},
	takePlace: (event) => {
		asked(event);
		return onForm(event, ['takePlace', accountForms.takePlace], ({ siteId }) =>
			wish(event, { kind: 'place', siteId, place: null })
		);
	},
	code: (event) => {
		const { house, by, of } = asked(event);
		return onForm(event, ['code', accountForms.code], async () => {
			const told = await issueCode(house, by, of);
			return 'refused' in told ? told : { told };
		});
	},
	endSessions: (event) => {
		const { house, by, of } = asked(event);
		return onForm(event, ['endSessions', accountForms.endSessions], () => endSessions(house, by, of));
	},
	resetFactors: (event) => {
		const { house, by, of } = asked(event);
		return onForm(event, ['resetFactors', accountForms.resetFactors], () => resetFactors(house, by, of));
	},
	takeBack: (event) => {
		const { house, by, of } = asked(event);
		return onForm(event, ['takeBack', accountForms.takeBack], ({ changeId }) =>
			takeBack(house, by, changeId, of)
		);
	}
};
