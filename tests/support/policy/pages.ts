/**
 * Every page, what it asks of the policy, and what its forms post to. A new page or form action needs a row here:
 * the policy's tests say so.
 */
import {
	act,
	anybody,
	anySession,
	fresh,
	network,
	orPending,
	pending,
	signedIn,
	tablet,
	watching
} from './asks.ts';
import { GIVEN, NOT_GIVEN, THIRD } from './cast.ts';
import type { Row } from './doors.ts';
import { aBlock, aChange, aName, aNewcomer, aRoom, aSlot, aTablet, anAccount } from './house-stage.ts';
import { aDisplay, aPairing, type Before, type Things } from './stage.ts';

export interface PageRow extends Row {
	/** What somebody who may come in is answered; 200 when nothing is said. */
	readonly yes?: number;
	/** What somebody without a session is answered; the way to the sign-in page when nothing is said. */
	readonly stranger?: number;
	/** Its forms by the names of their actions. */
	readonly forms?: Readonly<Record<string, FormRow>>;
}

export interface FormRow extends Row {
	/** What the form is answered when the policy says yes; it is empty when nothing is said. */
	readonly yes: number;
	/** The same for somebody without a session, where that differs. */
	readonly stranger?: number;
	readonly form?: (things: Things) => Record<string, string | string[] | undefined>;
}

/** About an account of the site, of several roles. */
const ofAccount = (yes: number, form?: FormRow['form']) =>
	({ asks: fresh(act('team')), yes, before: anAccount, ofRoles: true, form }) as const;

/** About the settings of a site. */
const ofSite = (before: Before, form: FormRow['form']): FormRow => ({
	...{ asks: act('site_settings'), yes: 200 },
	...{ before, form }
});

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
			forgetTile: { asks: signedIn, yes: 200 }
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
	'/milieux': { asks: signedIn },
	'/milieu/[siteId]/accueil': { asks: watching('reception') },
	'/milieu/[siteId]/console': { asks: watching('clinician') },
	'/milieu/[siteId]/hote': { asks: watching('host_worker') },
	'/reseau': { asks: watching('coordinator') },
	'/administration': { asks: act('team') },
	'/administration/comptes': { asks: fresh(act('team')) },
	'/administration/comptes/nouveau': {
		asks: fresh(act('team')),
		forms: {
			create: {
				asks: fresh(act('team')),
				yes: 200,
				before: aNewcomer,
				ofRoles: true,
				form: ({ username, role, siteId }) => ({
					...{ username, role, sites: siteId },
					...{ name: 'Collègue', title: 'Équipe' }
				})
			}
		}
	},
	'/administration/comptes/[accountId]': {
		...ofAccount(200),
		forms: {
			rename: ofAccount(200, () => ({ name: 'Collègue', title: 'Équipe' })),
			role: ofAccount(200, () => ({ role: 'trainee' })),
			disable: ofAccount(200),
			enable: ofAccount(200),
			place: ofAccount(200, ({ siteId }) => ({ siteId })),
			takePlace: ofAccount(200, ({ siteId }) => ({ siteId })),
			code: { ...ofAccount(200), asks: fresh(act('one_time_code')) },
			endSessions: ofAccount(200),
			resetFactors: ofAccount(200),
			takeBack: {
				...ofAccount(200, ({ changeId }) => ({ changeId })),
				before: aChange
			}
		}
	},
	'/administration/appareils': {
		asks: act('devices'),
		forms: {
			revoke: {
				...{ asks: act('devices'), yes: 200, before: aTablet },
				form: ({ siteId, deviceId }) => ({ siteId, deviceId })
			}
		}
	},
	'/administration/ecrans': {
		asks: act('devices'),
		forms: {
			revoke: {
				...{ asks: act('devices'), yes: 200, before: aDisplay },
				form: ({ siteId, displayId }) => ({ siteId, displayId })
			},
			pair: {
				...{ asks: act('devices'), yes: 200, before: aPairing },
				form: ({ siteId, userCode }) => ({ siteId, userCode })
			}
		}
	},
	'/administration/historique': {
		asks: act('history'),
		forms: {
			takeBack: {
				...{ asks: fresh(act('history')), yes: 200, before: aChange },
				form: ({ changeId }) => ({ changeId })
			}
		}
	},
	'/administration/milieux': {
		asks: network(act('site_settings')),
		forms: {
			create: {
				...{ asks: network(act('site_settings')), yes: 303, before: aName },
				form: ({ newSiteId, name }) => ({
					...{ siteId: newSiteId, name, kind: 'essai', audience: 'personne' },
					timezone: 'America/Toronto'
				})
			}
		}
	},
	'/administration/milieux/[siteId]': {
		asks: act('site_settings'),
		forms: {
			settings: ofSite(aName, ({ name }) => ({ name, graceMinutes: '30', addressForm: 'vous' })),
			addRoom: ofSite(aName, ({ name }) => ({ name, kind: 'care' })),
			renameRoom: ofSite(aRoom, ({ roomId, name }) => ({ roomId, name })),
			moveRoom: ofSite(aRoom, ({ roomId }) => ({ roomId, direction: 'up' })),
			removeRoom: ofSite(aRoom, ({ roomId }) => ({ roomId })),
			addBlock: ofSite(aSlot, ({ weekday, startsAt, endsAt }) => ({ weekday, startsAt, endsAt })),
			moveBlock: ofSite(aBlock, ({ weekday, startsAt, endsAt, wasWeekday, wasStartsAt, wasEndsAt }) => ({
				...{ weekday, startsAt, endsAt },
				...{ wasWeekday, wasStartsAt, wasEndsAt }
			})),
			dropBlock: ofSite(aBlock, ({ wasWeekday, wasStartsAt, wasEndsAt }) => ({
				...{ weekday: wasWeekday, startsAt: wasStartsAt, endsAt: wasEndsAt }
			})),
			services: ofSite(aName, () => ({
				services: [GIVEN, NOT_GIVEN, THIRD],
				defaultService: GIVEN
			}))
		}
	},
	'/administration/cet-appareil': {
		asks: fresh(act('enrol_device')),
		forms: {
			enrol: { asks: fresh(act('enrol_device')), yes: 400 },
			// From a device that is no tablet there is nothing to leave.
			leave: { asks: fresh(act('enrol_device')), yes: 303 }
		}
	},
	'/ecran': { asks: anybody, stranger: 200 },
	// For those who work on the components; a clinic's server has no such page.
	'/styleguide': { asks: anybody, yes: 404, stranger: 404 }
};
