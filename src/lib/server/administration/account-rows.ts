/** Accounts as rows, for those who look after them. */
import type { AccountChange, AccountFacts, Around } from '#lib/domain/administration/account.ts';
import type { Place } from '#lib/domain/administration/changes.ts';
import type { Role } from '#lib/domain/policy/roles.ts';
import type { Db, Tx } from '#lib/server/store/database.ts';

interface Row {
	id: string;
	username: string;
	name: string;
	title: string;
	role: Role;
	disabled: boolean;
	has_password: boolean;
	trained_on: string | null;
	places: Record<string, { services: string[]; maySetLevel: boolean }> | null;
	other_administrators: number;
}

/** One account with its places, and what it means for the rest; null when there is none. */
export async function readAccountFacts(
	tx: Db | Tx,
	id: string
): Promise<{ account: AccountFacts; around: Omit<Around, 'today'> } | null> {
	const [row] = await tx<Row[]>`
		select a.id, a.username, a.name, a.title, a.role, a.disabled, a.password_hash is not null as has_password,
			a.trained_on::text as trained_on,
			(select jsonb_object_agg(s.site_id, jsonb_build_object('maySetLevel', s.may_set_level, 'services',
				array(select service_id from account_service where account_id = a.id and site_id = s.site_id
					order by service_id collate "C")))
				from account_site s where s.account_id = a.id) as places,
			(select count(*)::int from account o where o.id <> a.id and o.role = 'administrator' and not o.disabled
				and o.password_hash is not null) as other_administrators
		from account a where a.id = ${id}`;
	if (row === undefined) return null;
	const { username, name, title, role, disabled } = row;
	return {
		account: {
			...{ id, username, name, title, role, disabled },
			hasPassword: row.has_password,
			trainedOn: row.trained_on,
			places: new Map(Object.entries(row.places ?? {}))
		},
		around: { otherAdministrators: row.other_administrators }
	};
}

/** Writes a change into the rows; that it may be made was decided before. */
export async function writeAccountChange(tx: Tx, id: string, change: AccountChange): Promise<void> {
	switch (change.what) {
		case 'account_renamed': {
			const { name, title } = change.after;
			await tx`update account set name = ${name}, title = ${title} where id = ${id}`;
			return;
		}
		case 'role_changed':
			await tx`update account set role = ${change.after.role} where id = ${id}`;
			return;
		case 'account_disabled':
		case 'account_enabled':
			await tx`update account set disabled = ${change.after.disabled} where id = ${id}`;
			return;
		case 'training_recorded':
			await tx`update account set trained_on = ${change.after.trainedOn} where id = ${id}`;
			return;
		case 'place_given':
		case 'place_changed':
		case 'place_taken':
			await writePlace(tx, id, change.siteId, change.after.place);
	}
}

/** What an account does at a site from now on; null takes it away from there. */
export async function writePlace(tx: Tx, id: string, siteId: string, place: Place | null): Promise<void> {
	await tx`delete from account_service where account_id = ${id} and site_id = ${siteId}`;
	if (place === null) {
		await tx`delete from account_site where account_id = ${id} and site_id = ${siteId}`;
		return;
	}
	await tx`
		insert into account_site (account_id, site_id, may_set_level) values (${id}, ${siteId}, ${place.maySetLevel})
		on conflict (account_id, site_id) do update set may_set_level = excluded.may_set_level`;
	const rows = place.services.map((service_id) => ({ account_id: id, site_id: siteId, service_id }));
	if (rows.length > 0) await tx`insert into account_service ${tx(rows)}`;
}

/** True when the network has all of these services. */
export async function knowsServices(tx: Tx, services: readonly string[]): Promise<boolean> {
	const rows = await tx`select 1 from service where id = any(${services as string[]})`;
	return rows.length === new Set(services).size;
}
