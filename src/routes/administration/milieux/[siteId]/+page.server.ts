import type { RequestEvent } from '@sveltejs/kit';
import { siteForms } from '#lib/contract/administration.ts';
import { language } from '#lib/messages/language.ts';
import { changeSettings, type SiteWish } from '#lib/server/administration/change-settings.ts';
import { readSitePage } from '#lib/server/administration/read-site.ts';
import { caretaker, onForm, shown } from '../../desk.ts';
import type { Actions, PageServerLoad, RouteParams } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => ({
	site: shown(await readSitePage(locals.app, caretaker({ locals, url }), params.siteId, language()))
});

type Event = RequestEvent<RouteParams>;
type Schemas = typeof siteForms;
type Fields<F extends keyof Schemas> = ReturnType<Schemas[F]['parse']>;

/** An action of this page: its form, and the wish that it stands for. */
function action<F extends keyof Schemas>(form: F, wishOf: (fields: Fields<F>) => SiteWish) {
	return (event: Event) => {
		const by = caretaker(event);
		return onForm(event, [form, siteForms[form]], (fields) =>
			changeSettings(event.locals.app, by, event.params.siteId, wishOf(fields as Fields<F>))
		);
	};
}

export const actions: Actions = {
	settings: action('settings', (fields) => ({ kind: 'settings', ...fields })),
	emergencyCard: action('emergencyCard', (emergencyCard) => ({ kind: 'emergency_card', emergencyCard })),
	addRoom: action('addRoom', ({ name, kind }) => ({ kind: 'add_room', name, roomKind: kind })),
	renameRoom: action('renameRoom', (fields) => ({ kind: 'rename_room', ...fields })),
	moveRoom: action('moveRoom', (fields) => ({ kind: 'move_room', ...fields })),
	removeRoom: action('removeRoom', (fields) => ({ kind: 'remove_room', ...fields })),
	addBlock: action('addBlock', (block) => ({ kind: 'add_block', block })),
	moveBlock: action('moveBlock', ({ wasWeekday, wasStartsAt, wasEndsAt, ...block }) => ({
		kind: 'move_block',
		was: { weekday: wasWeekday, startsAt: wasStartsAt, endsAt: wasEndsAt },
		block
	})),
	dropBlock: action('dropBlock', (block) => ({ kind: 'drop_block', block })),
	services: action('services', ({ services, defaultService }) => ({
		kind: 'services',
		services,
		defaultService: defaultService === '' ? null : defaultService
	}))
};
