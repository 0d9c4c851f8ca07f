/** Pages of the office and what their forms post to: rows of the table of pages. */
import { act, fresh, full, network } from './asks.ts';
import { GIVEN, NOT_GIVEN, THIRD } from './cast.ts';
import { aBlock, aChange, aName, aNewcomer, aRoom, aSlot, aTablet, anAccount } from './house-stage.ts';
import { aKeptIncident, anIncident } from './incident-stage.ts';
import { aKnownPerson, twoMerged } from './known.ts';
import { aBrokenGlass, aMonth } from './review-stage.ts';
import type { FormRow, PageRow } from './rows.ts';
import { aDisplay, aPairing, type Before } from './stage.ts';

/** About an account of the site, of several roles. */
const ofAccount = (yes: number, form?: FormRow['form']) =>
	({ asks: fresh(act('team')), yes, before: anAccount, ofRoles: true, form }) as const;

/** About the settings of a site. */
const ofSite = (before: Before, form: FormRow['form']): FormRow => ({
	...{ asks: act('site_settings'), yes: 200 },
	...{ before, form }
});

const ROWS: Readonly<Record<string, PageRow>> = {
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
			train: ofAccount(200, () => ({ trainedOn: '2026-11-01' })),
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
	'/administration/doublons': {
		asks: act('duplicates'),
		forms: {
			merge: {
				...{ asks: act('merge_people'), yes: 200, before: aKnownPerson },
				form: ({ siteId, personId, otherPersonId }) => ({ siteId, personId, intoId: otherPersonId })
			},
			separate: {
				...{ asks: act('separate_people'), yes: 200, before: twoMerged },
				form: ({ siteId, personId }) => ({ siteId, personId })
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
	'/administration/conservation': {
		asks: fresh(act('retention')),
		forms: {
			amounts: {
				...{ asks: fresh(act('retention')), yes: 200 },
				form: () => ({ visitValues: '24', person: '24', recentAliases: '90' })
			}
		}
	},
	'/administration/reglages': {
		asks: fresh(act('network_settings')),
		forms: { save: { asks: fresh(act('network_settings')), yes: 200 } }
	},
	'/administration/revue': {
		asks: act('access_review'),
		forms: {
			verdict: {
				...{ asks: act('access_review'), yes: 200, before: aBrokenGlass },
				form: ({ glassId }) => ({ glassId, verdict: 'justified' })
			},
			sign: {
				...{ asks: act('access_review'), yes: 200, before: aMonth },
				form: ({ siteId, month }) => ({ siteId, month })
			}
		}
	},
	'/administration/incidents': { asks: act('incidents') },
	'/administration/incidents/nouveau': {
		asks: act('incidents'),
		forms: { record: { asks: act('incidents'), yes: 303, form: () => anIncident } }
	},
	'/administration/incidents/[incidentId]': {
		...{ asks: act('incidents'), before: aKeptIncident, ofNetwork: true },
		forms: {
			amend: {
				...{ asks: act('incidents'), yes: 200, before: aKeptIncident, ofNetwork: true },
				form: ({ incidentId }) => ({ ...anIncident, amends: incidentId })
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
			emergencyCard: ofSite(aName, ({ name }) => ({ address: name })),
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
	}
};

/** All of them ask for more than a PIN. */
export const OFFICE_PAGES: Readonly<Record<string, PageRow>> = Object.fromEntries(
	Object.entries(ROWS).map(([page, row]) => {
		const forms = Object.entries(row.forms ?? {}).map(([name, form]) => [
			name,
			{ ...form, asks: full(form.asks) }
		]);
		return [page, { ...row, asks: full(row.asks), forms: Object.fromEntries(forms) as PageRow['forms'] }];
	})
);
