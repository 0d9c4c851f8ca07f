/**
 * Every page, what it asks of the policy, and what its forms post to. A new page or form action needs a row here:
 * the policy's tests say so.
 */
import {
	act,
	alone,
	anybody,
	anySession,
	fresh,
	orPending,
	pending,
	signedIn,
	tablet,
	untrained,
	watching
} from './asks.ts';
import { aKnownPerson, anOldArrangement } from './known.ts';
import { OFFICE_PAGES } from './office-pages.ts';
import type { PageRow } from './rows.ts';

export const PAGES: Readonly<Record<string, PageRow>> = {
	'/': { asks: anybody, yes: 303, stranger: 303 },
	'/connexion': {
		asks: anybody,
		yes: 303,
		stranger: 200,
		forms: { default: { asks: anybody, yes: 303, stranger: 400 } }
	},
	'/connexion/code': {
		asks: anybody,
		yes: 303,
		stranger: 200,
		forms: { default: { asks: anybody, yes: 303, stranger: 400 } }
	},
	'/connexion/deuxieme-etape': {
		asks: pending,
		stranger: 200,
		forms: {
			show: { asks: pending, yes: 401 },
			begin: { asks: pending, yes: 303 },
			confirm: { asks: orPending(fresh(signedIn)), yes: 303, stranger: 401 },
			leave: { asks: anySession, yes: 303, byTwin: true }
		}
	},
	// The language of the screens: anybody's, at the door already.
	'/langue': {
		asks: anybody,
		yes: 303,
		stranger: 303,
		forms: { default: { asks: anybody, yes: 303 } }
	},
	// For the very first person of a house; this one has had many.
	'/premiere-fois': {
		asks: anybody,
		yes: 303,
		stranger: 303,
		forms: { default: { asks: anybody, yes: 303 } }
	},
	'/tablette': {
		asks: tablet,
		stranger: 200,
		forms: { choose: { asks: tablet, yes: 200 }, unlock: { asks: tablet, yes: 400 } }
	},
	// On a device of one's own it leads to the page of one's account.
	'/tablette/nip': {
		asks: fresh(signedIn),
		yes: 303,
		forms: { default: { asks: fresh(signedIn), yes: 303 } }
	},
	'/compte': {
		asks: signedIn,
		forms: {
			end: { asks: signedIn, yes: 200 },
			everywhere: { asks: signedIn, yes: 303, byTwin: true },
			forgetTile: { asks: signedIn, yes: 200 },
			// One's own: for the role that nobody else may be there to help.
			train: {
				...{ asks: fresh(act('network_settings')), yes: 200 },
				form: () => ({ trainedOn: '2026-11-01' })
			}
		}
	},
	'/compte/confirmer': { asks: signedIn, forms: { default: { asks: signedIn, yes: 401 } } },
	'/compte/deuxieme-etape': {
		asks: fresh(signedIn),
		forms: {
			begin: { asks: fresh(signedIn), yes: 303, byTwin: true },
			confirm: { asks: fresh(signedIn), yes: 401 },
			rename: { asks: fresh(signedIn), yes: 400 },
			removeTotp: { asks: fresh(signedIn), yes: 200 },
			removePasskey: { asks: fresh(signedIn), yes: 200 },
			renew: { asks: fresh(signedIn), yes: 200 }
		}
	},
	'/compte/mot-de-passe': {
		asks: fresh(signedIn),
		forms: { default: { asks: fresh(signedIn), yes: 400 } }
	},
	'/compte/nip': { asks: fresh(signedIn), forms: { default: { asks: fresh(signedIn), yes: 400 } } },
	'/formation': {
		asks: untrained,
		stranger: 200,
		forms: { leave: { asks: anySession, yes: 303, byTwin: true } }
	},
	'/milieux': { asks: signedIn },
	'/milieu/[siteId]/accueil': { asks: watching('reception') },
	// A form without ids is read no further; whoever may not look at the list is not shown even that.
	'/milieu/[siteId]/accueil/nouveau': {
		asks: watching('reception'),
		forms: { default: { asks: watching('reception'), yes: 400 } }
	},
	'/milieu/[siteId]/console': { asks: watching('clinician') },
	// Whoever is left alone with a screen; whoever works there is led back to their own pages.
	'/milieu/[siteId]/seul': {
		asks: alone,
		stranger: 200,
		forms: {
			language: { asks: alone, yes: 400 },
			register: { asks: alone, yes: 400 }
		}
	},
	'/milieu/[siteId]/hote': { asks: watching('host_worker') },
	'/milieu/[siteId]/imprimer': { asks: watching('host_worker') },
	'/milieu/[siteId]/imprimer/carte': { asks: watching('host_worker') },
	'/milieu/[siteId]/personne/[personId]': { asks: act('person'), before: aKnownPerson },
	'/milieu/[siteId]/personne/[personId]/copie': {
		asks: fresh(act('person_export')),
		before: aKnownPerson,
		forms: { make: { asks: fresh(act('person_export')), yes: 200, before: aKnownPerson } }
	},
	'/milieu/[siteId]/retroaction': {
		asks: act('debrief'),
		forms: {
			save: { asks: act('debrief'), yes: 200, form: () => ({ note: 'On a bien ri.' }) }
		}
	},
	'/milieu/[siteId]/modalites': {
		asks: act('arrangement_review'),
		forms: {
			end: {
				...{ asks: act('arrangement_review'), yes: 200, before: anOldArrangement },
				form: ({ personId, arrangementId }) => ({ personId, arrangementId })
			},
			extend: {
				...{ asks: act('arrangement_review'), yes: 200, before: anOldArrangement },
				form: ({ personId, arrangementId, today }) => ({
					...{ personId, arrangementId, until: today, informed: 'on' }
				})
			}
		}
	},
	'/reseau': { asks: watching('coordinator') },
	...OFFICE_PAGES,
	'/ecran': { asks: anybody, stranger: 200 },
	// For those who work on the components; a clinic's server has no such page.
	'/styleguide': { asks: anybody, yes: 404, stranger: 404 }
};
