/** Makes what the office looks after: accounts, tablets, rooms, planned blocks, changes. */
import { newId } from '../client.ts';
import { HAND, enrolTablet, hire } from './cast.ts';
import type { Before } from './stage.ts';

/** Somebody of the place's role who works at the site. */
export const anAccount: Before = async ({ sql, siteId }, { role = 'peer_helper' }) => {
	const accountId = `walk-target-${newId()}`;
	await hire(sql, [{ id: accountId, role, services: [] }], siteId);
	return { accountId };
};

/** Somebody who has no account yet. */
export const aNewcomer: Before = (_stage, { role }) =>
	Promise.resolve({ username: `nouveau-${newId().slice(-12)}`, role });

/** An account of the site, and a change of it that can be taken back. */
export const aChange: Before = async (stage, place) => {
	const { accountId = '' } = await anAccount(stage, place);
	const { sql } = stage;
	const changeId = newId();
	const [account] = await sql<{ name: string; title: string }[]>`
		select name, title from account where id = ${accountId}`;
	await sql`
		insert into administrative_change (id, at, by, subject, subject_id, site_id, what, before, after)
		values (${changeId}, now(), ${HAND}, 'account', ${accountId}, null, 'account_renamed',
			${sql.json({ name: 'Avant', title: 'Avant' })}, ${sql.json({ ...account })})`;
	return { accountId, changeId };
};

/** A shared tablet of the site. */
export const aTablet: Before = async ({ sql, siteId }) => ({ deviceId: (await enrolTablet(sql, siteId)).id });

let made = 0;

/** A room of the site in which nobody is, and a name that no room has. */
export const aRoom: Before = async ({ sql, siteId }) => {
	const nth = (made += 1);
	const roomId = `walk-room-${nth}`;
	await sql`
		insert into room (site_id, id, name, kind, position)
		values (${siteId}, ${roomId}, ${`Pièce ${nth}`}, 'care', ${100 + nth})`;
	return { roomId, name: `Local ${nth}` };
};

/** A name that no room and no site has. */
export const aName: Before = () => {
	made += 1;
	return Promise.resolve({ name: `Local ${made}`, newSiteId: `walk-site-${made}` });
};

/** A minute of the week in which nothing is planned. */
export const aSlot: Before = () => {
	made += 1;
	return Promise.resolve(slot(made));
};

/** A planned block, and another minute in which nothing is. */
export const aBlock: Before = async ({ sql, siteId }) => {
	const nth = (made += 2);
	const was = slot(nth - 1);
	await sql`
		insert into weekly_block (site_id, weekday, starts_at, ends_at)
		values (${siteId}, ${Number(was.weekday)}, ${was.startsAt}, ${was.endsAt})`;
	return {
		...{ wasWeekday: was.weekday, wasStartsAt: was.startsAt, wasEndsAt: was.endsAt },
		...slot(nth)
	};
};

/** Every second minute of a Saturday or a Sunday, when no site of the network plans anything. */
function slot(nth: number): { weekday: string; startsAt: string; endsAt: string } {
	const minute = (nth % 700) * 2;
	const written = (at: number) =>
		[Math.floor(at / 60), at % 60].map((part) => String(part).padStart(2, '0')).join(':');
	return { weekday: nth % 1400 < 700 ? '6' : '7', startsAt: written(minute), endsAt: written(minute + 1) };
}
