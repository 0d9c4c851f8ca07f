/** An incident for the register: as its form sends it, and one that stands there already. */
import { sealText } from '#lib/server/keys/sealed-text.ts';
import { newId } from '../client.ts';
import { DEMO_RING } from '../demo-ring.ts';
import { HAND } from './cast.ts';
import type { Before } from './stage.ts';

/** As the form sends it. */
export const anIncident = {
	information: 'Deux surnoms',
	circumstances: 'Une feuille oubliée à l’accueil',
	from: '2026-11-02',
	awareOn: '2026-11-03',
	persons: '2',
	reasoning: 'Retrouvée le jour même',
	serious: 'no',
	measures: 'Feuille détruite'
};

/** An incident that can be opened and corrected. */
export const aKeptIncident: Before = async ({ sql }) => {
	const incidentId = newId();
	const incident = {
		...{ ...anIncident, persons: 2, serious: false },
		...{ until: null, commissionOn: null, ministerOn: null, personsOn: null, noticeWords: '' }
	};
	const content = sealText(DEMO_RING, 'incident', JSON.stringify(incident), incidentId);
	await sql`
		insert into incident (id, recorded_at, recorded_by, content)
		values (${incidentId}, now(), ${HAND}, ${content})`;
	return { incidentId };
};
