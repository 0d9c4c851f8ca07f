/** What a Postgres must promise before anybody is put on its list (ADR 1). */
import type { Db } from '#lib/server/store/database.ts';

/** 15 knows all that the migrations and `nulls not distinct` ask for. */
const OLDEST_VERSION = 15;

/** Each of these, when off, loses what was answered « saved », or the whole database, when the power fails. */
const NEVER_OFF = ['fsync', 'full_page_writes', 'synchronous_commit'] as const;

/**
 * Looks at the settings as a connection of ours gets them: from the server, the database, the role or the address.
 * @throws Error with one sentence for the operator when this Postgres may lose what it confirmed, or is too old.
 */
export async function refuseLossy(sql: Db): Promise<void> {
	const rows = await sql<{ name: string; setting: string; source: string }[]>`
		select name, setting, source from pg_settings
		where name = any(${[...NEVER_OFF, 'server_version_num']}) order by name`;
	const version = Math.floor(
		Number(rows.find(({ name }) => name === 'server_version_num')?.setting) / 10_000
	);
	if (version < OLDEST_VERSION)
		throw new Error(`Halte demande Postgres ${OLDEST_VERSION} ou plus récent ; ici, c’est ${version}.`);
	const lossy = rows.filter(({ name, setting }) => name !== 'server_version_num' && setting === 'off');
	if (lossy.length === 0) return;
	const named = lossy.map(({ name, source }) => `${name}=off (${placeOf(source)})`).join(', ');
	throw new Error(
		`Cette base de données peut perdre ce qu’elle a confirmé : ${named}. ` +
			'Remettez ce réglage à on et relancez Halte ; rien n’a été touché.'
	);
}

/** Where to look for the setting, from `pg_settings.source`. */
function placeOf(source: string): string {
	switch (source) {
		case 'database':
			return 'alter database';
		case 'user':
			return 'alter role';
		case 'database user':
			return 'alter role … in database';
		case 'client':
			return 'DATABASE_URL';
		default:
			return 'réglage du serveur';
	}
}
