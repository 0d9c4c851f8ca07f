/** Loads the fictional network into an empty database. */
import network from '#db/demo/network.json' with { type: 'json' };
import questions from '#db/demo/questions.json' with { type: 'json' };
import { questionFile } from '#lib/contract/questions.ts';
import { OFFICE_ZONE } from '#lib/domain/administration/calendar.ts';
import type { Db, Tx } from '#lib/server/store/database.ts';
import { loadCatalogue, loadNouns } from '#lib/server/store/load-catalogue.ts';
import { loadQuestions } from '#lib/server/store/load-questions.ts';

/** Where the rows came from; a database that has this row is left alone. */
const SOURCE = 'demo';

/**
 * Loads the network unless the database already holds one; true when it did. `passwordHash` is given to every
 * demo account. All or nothing.
 */
export async function loadDemoNetwork(sql: Db, passwordHash: () => Promise<string>): Promise<boolean> {
	const [present] = await sql`select 1 from site limit 1`;
	if (present !== undefined) {
		await renewTraining(sql);
		await sql.begin((tx) => loadFirstQuestions(tx));
		return false;
	}
	const hash = await passwordHash();
	return sql.begin(async (tx) => {
		const [load] =
			await tx`insert into network_load (source) values (${SOURCE}) on conflict do nothing returning id`;
		if (load === undefined) return false;
		await loadCatalogue(tx, network);
		await loadSites(tx);
		await loadAccounts(tx, hash);
		await loadFirstQuestions(tx);
		return true;
	}) as Promise<boolean>;
}

/** A demo from before there were questions gets them at its next start; one whose questions were changed keeps its own. */
async function loadFirstQuestions(tx: Tx): Promise<void> {
	const [wanted] = await tx`
		select 1 from network_load where source = ${SOURCE} and not exists (select 1 from question)`;
	if (wanted === undefined) return;
	const loaded = await loadQuestions(tx, questionFile.parse(questions));
	if ('why' in loaded) throw new Error(`the demo's question ${loaded.question} does not fit: ${loaded.why}`);
}

async function loadSites(tx: Tx): Promise<void> {
	const { sites, nouns } = network;
	await tx`insert into site ${tx(
		sites.map((s, position) => ({
			id: s.id,
			name: s.name,
			kind: s.kind,
			audience: s.audience,
			timezone: s.timezone,
			grace_minutes: s.graceMinutes,
			address_form: s.addressForm,
			animals_allowed: s.animalsAllowed,
			position
		}))
	)}`;
	await tx`insert into site_head ${tx(sites.map(({ id }) => ({ site_id: id })))}`;
	const rooms = sites.flatMap((s) => s.rooms.map((room, position) => ({ site_id: s.id, ...room, position })));
	await tx`insert into room ${tx(rooms)}`;
	for (const { id } of sites) await loadNouns(tx, id, nouns);
	await tx`insert into site_service ${tx(
		sites.flatMap((s) =>
			s.services.map((id) => ({ site_id: s.id, service_id: id, is_default: id === s.defaultService }))
		)
	)}`;
	await tx`insert into weekly_block ${tx(
		sites.flatMap((s) =>
			s.weekly.map((w) => ({ site_id: s.id, weekday: w.weekday, starts_at: w.startsAt, ends_at: w.endsAt }))
		)
	)}`;
}

async function loadAccounts(tx: Tx, hash: string): Promise<void> {
	const { accounts } = network;
	await tx`insert into account ${tx(
		accounts.map(({ id, name, title, role }) => ({
			id,
			username: id,
			name,
			title,
			role,
			password_hash: hash
		}))
	)}`;
	await renewTraining(tx);
	await tx`insert into account_site ${tx(
		accounts.flatMap((a) =>
			a.sites.map((s) => ({ account_id: a.id, site_id: s.siteId, may_set_level: s.maySetLevel }))
		)
	)}`;
	await tx`insert into account_service ${tx(
		accounts.flatMap((a) =>
			a.sites.flatMap((s) =>
				s.services.map((service_id: string) => ({ account_id: a.id, site_id: s.siteId, service_id }))
			)
		)
	)}`;
}

/** Fictional people were trained today, at each start: a demo that is kept for years opens all the same. */
async function renewTraining(sql: Db | Tx): Promise<void> {
	const ids = network.accounts.map(({ id }) => id);
	await sql`
		update account set trained_on = (now() at time zone ${OFFICE_ZONE})::date
		where id = any(${ids}) and exists (select 1 from network_load where source = ${SOURCE})`;
}
