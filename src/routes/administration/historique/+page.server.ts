import { accountForms } from '#lib/contract/administration.ts';
import { language } from '#lib/messages/language.ts';
import { readHistory } from '#lib/server/administration/history.ts';
import { officeOf } from '#lib/server/administration/office.ts';
import { takeBack } from '#lib/server/administration/take-back.ts';
import { caretaker, freshCaretaker, onForm, shown } from '../desk.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const by = caretaker({ locals, url });
	const [office, history] = await Promise.all([
		officeOf(locals.app, by.accountId, 'history'),
		readHistory(locals.app, by, { before: url.searchParams.get('avant'), lang: language() })
	]);
	return { office: shown(office), ...shown(history) };
};

export const actions: Actions = {
	/** What is taken back may be somebody's role: it asks for as much as giving it did. */
	takeBack: (event) => {
		const by = freshCaretaker(event);
		return onForm(event, ['takeBack', accountForms.takeBack], ({ changeId }) =>
			takeBack(event.locals.app, by, changeId)
		);
	}
};
