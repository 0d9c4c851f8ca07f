/**
 * What every form of a page reads: its schema, or the names of its fields where it has none. A new form needs a row
 * here, and so does a new schema of a form: `tests/architecture/named-things.test.ts` says so.
 */
import type { z } from 'zod';
import { reviewForms as accessReviewForms } from '#lib/contract/access-review.ts';
import { accountForms, deskForms, networkForms, newSite, siteForms } from '#lib/contract/administration.ts';
import { aloneForm, languageForm } from '#lib/contract/alone.ts';
import { pinBody, plainRegisterForm, signInBody } from '#lib/contract/commands.ts';
import { enrolBody } from '#lib/contract/enrolment.ts';
import { amendForm, incidentForm } from '#lib/contract/incidents.ts';
import { peopleForms } from '#lib/contract/people-forms.ts';
import { retentionForm } from '#lib/contract/retention.ts';
import { secondFactorBody, stepUpBody } from '#lib/contract/second-factor.ts';
import { debriefForm, reviewForms } from '#lib/contract/team.ts';

type Fields = z.ZodType | readonly string[];

const { trainOwn, create, ...ofAccount } = accountForms;
const BY_CODE = ['username', 'code', 'password', 'again'];

const FORMS_OF: Readonly<Record<string, Readonly<Record<string, Fields>>>> = {
	'/connexion': { default: signInBody },
	'/connexion/code': { default: BY_CODE },
	'/connexion/deuxieme-etape': { show: secondFactorBody, begin: [], confirm: ['totp'], leave: [] },
	'/langue': { default: ['langue', 'retour'] },
	'/premiere-fois': { default: BY_CODE },
	'/tablette': { choose: ['accountId'], unlock: pinBody },
	'/tablette/nip': { default: ['pin', 'again'] },
	'/compte': { end: ['id'], everywhere: [], forgetTile: ['id'], train: trainOwn },
	'/compte/confirmer': { default: stepUpBody },
	'/compte/deuxieme-etape': {
		...{ begin: [], confirm: ['totp'], renew: [] },
		...{ rename: ['id', 'label'], removeTotp: [], removePasskey: ['id'] }
	},
	'/compte/mot-de-passe': { default: ['password', 'again'] },
	'/compte/nip': { default: ['pin', 'again'] },
	'/formation': { leave: [] },
	'/milieu/[siteId]/accueil/nouveau': { default: plainRegisterForm },
	'/milieu/[siteId]/seul': { language: languageForm, register: aloneForm },
	'/milieu/[siteId]/personne/[personId]/copie': { make: [] },
	'/milieu/[siteId]/retroaction': { save: debriefForm },
	'/milieu/[siteId]/modalites': reviewForms,
	'/administration/comptes/nouveau': { create },
	'/administration/comptes/[accountId]': ofAccount,
	'/administration/doublons': peopleForms,
	'/administration/appareils': { revoke: deskForms.revokeDevice },
	'/administration/ecrans': { revoke: deskForms.revokeDisplay, pair: deskForms.approveDisplay },
	'/administration/historique': { takeBack: accountForms.takeBack },
	'/administration/conservation': { amounts: retentionForm },
	'/administration/reglages': networkForms,
	'/administration/revue': accessReviewForms,
	'/administration/incidents/nouveau': { record: incidentForm },
	'/administration/incidents/[incidentId]': { amend: amendForm },
	'/administration/milieux': { create: newSite },
	'/administration/milieux/[siteId]': siteForms,
	'/administration/cet-appareil': { enrol: enrolBody, leave: [] }
};

/** « /connexion?/default » and what it reads. */
export const FORMS: ReadonlyMap<string, Fields> = new Map(
	Object.entries(FORMS_OF).flatMap(([page, forms]) =>
		Object.entries(forms).map(([name, fields]) => [`${page}?/${name}`, fields] as const)
	)
);
