/** Requests that the rows leave empty, and what is peculiar to some ids in them. */
import { newId } from '../client.ts';
import { knownPerson } from '../people.ts';
import { PIN } from './elsewhere.ts';
import { anArrangement } from './known.ts';
import type { CallRow, FormRow } from './rows.ts';
import { person, type Before } from './stage.ts';

/** Somebody on the list, and somebody who is known and not here. */
const aGuest: Before = async (stage, place) => ({
	...(await person()(stage, place)),
	personId: await knownPerson(stage.sql, { siteId: stage.siteId })
});

const byPin: FormRow['form'] = ({ accountId }) => ({ accountId, pin: PIN });
const byPasskey: FormRow['form'] = ({ passkeyId }) => ({ id: passkeyId, label: 'Téléphone bleu' });
const drawn = () => ({ id: newId(), visitId: newId() });

const REVIEW = 'POST /api/v1/sites/[siteId]/people/[personId]/arrangement/review';
const IDENTIFY = 'POST /api/v1/visits/[visitId]/identify';

/** By the key of the row: a whole request, where the walk of the policy needs none. */
export const ASKED: Readonly<Record<string, Partial<CallRow & FormRow>>> = {
	'POST /api/v1/session/unlock': { yes: 200, body: ({ accountId }) => ({ accountId, pin: PIN }) },
	'/tablette?/choose': { form: ({ accountId }) => ({ accountId }) },
	'/tablette?/unlock': { yes: 303, form: byPin },
	'/compte?/end': { form: ({ sessionId }) => ({ id: sessionId }) },
	'/compte?/forgetTile': { form: ({ deviceId }) => ({ id: deviceId }) },
	'/compte/deuxieme-etape?/rename': { yes: 200, form: byPasskey },
	'/compte/deuxieme-etape?/removePasskey': { yes: 200, form: byPasskey },
	'/milieu/[siteId]/accueil/nouveau?/default': { yes: 200, form: () => ({ ...drawn(), since: '0' }) },
	'/milieu/[siteId]/seul?/register': { yes: 200, form: () => ({ ...drawn(), lang: 'fr' }) }
};

/** A second way to ask, where one request can mean two things: `key` as in the table of calls. */
export const ALSO: readonly (Partial<CallRow> & { readonly key: string; readonly title: string })[] = [
	{
		...{ key: IDENTIFY, title: `${IDENTIFY}, somebody known` },
		...{ before: aGuest, body: ({ personId }) => ({ personId, isNew: false }) }
	},
	{
		...{ key: REVIEW, title: `${REVIEW}, longer`, before: anArrangement },
		body: ({ arrangementId, today }) => ({
			...{ id: newId(), arrangementId, until: today },
			...{ outcome: 'extended', personInformed: true }
		})
	}
];

/** Drawn by whoever asks: one that nobody has is as good as any other, one that stands for something is refused. */
export const DRAWN: readonly string[] = [
	'POST /api/v1/sites/[siteId]/visits visitId',
	'POST /api/v1/sites/[siteId]/looks lookId',
	`${IDENTIFY} personId`,
	'POST /api/v1/sites/[siteId]/people/[personId]/arrangement id',
	`${REVIEW}, longer id`,
	'/milieu/[siteId]/accueil/nouveau?/default visitId',
	'/milieu/[siteId]/seul?/register visitId'
];

/**
 * Answered without a refusal, exactly as something that nobody has is, and why nothing is lost by that. With `makes`
 * the answer is about something new each time, so that the status alone can be compared.
 */
export const TAKEN_FOR_NOTHING: Readonly<Record<string, { readonly why: string; readonly makes?: true }>> = {
	'POST /api/v1/sites/[siteId]/people/find card': { why: 'nobody is found' },
	'POST /api/v1/sites/[siteId]/people/find memoryCode': { why: 'nobody is found' },
	'POST /api/v1/sites/[siteId]/visits partyId': {
		...{ why: 'a number alone: who came together is asked of one site', makes: true }
	},
	[`${REVIEW} id`]: { why: 'what ends makes nothing' },
	'/administration/comptes/nouveau?/create gives[]': {
		...{ why: 'counts where the site is given, which is refused', makes: true }
	},
	'/administration/comptes/nouveau?/create levels[]': {
		...{ why: 'counts where the site is given, which is refused', makes: true }
	},
	'/administration/comptes/[accountId] avant': { why: 'nothing is older' },
	'/administration/historique avant': { why: 'nothing is older' },
	'/compte?/end id': { why: 'nothing of one’s own ends' },
	'/compte?/forgetTile id': { why: 'no tile of one’s own goes' },
	'/compte/deuxieme-etape?/rename id': { why: 'said to be gone' },
	'/compte/deuxieme-etape?/removePasskey id': { why: 'said to be gone' },
	'/milieu/[siteId]/personne/[personId] personId': {
		why: 'an empty page: a file opens by a call, for a purpose'
	},
	'/milieu/[siteId]/personne/[personId]/copie personId': { why: 'an empty page: a copy is made by its form' },
	'/tablette?/choose accountId': { why: 'a tile that is not there; its PIN opens nothing on this tablet' }
};
