/** Makes what the monthly review of accesses looks at. */
import { sealText } from '#lib/server/keys/sealed-text.ts';
import { newId } from '../client.ts';
import { DEMO_RING } from '../demo-ring.ts';
import { HAND } from './cast.ts';
import { person, type Before } from './stage.ts';

/** A glass that somebody broke this month, of which nothing was said yet. */
export const aBrokenGlass: Before = async (stage, place) => {
	const { visitId = '' } = await person()(stage, place);
	const glassId = newId();
	const words = sealText(DEMO_RING, 'justification', 'Essai', glassId);
	await stage.sql`
		insert into broken_glass (id, at, until, by, site_id, visit_id, reason, words)
		values (${glassId}, now(), now(), ${HAND}, ${stage.siteId}, ${visitId}, 'nobody_else', ${words})`;
	return { glassId };
};

let made = 0;

/** A month that is over and that nobody has signed. */
export const aMonth: Before = () => {
	made += 1;
	const [year, month] = [2000 + (Math.floor(made / 12) % 25), (made % 12) + 1];
	return Promise.resolve({ month: `${year}-${String(month).padStart(2, '0')}` });
};
