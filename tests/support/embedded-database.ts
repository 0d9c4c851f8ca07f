/** The database of a node that brought its own, to look at its rows. */
import postgres, { type Sql } from 'postgres';
import { visitEmbedded } from '#lib/server/store/embedded.ts';
import { atEnd } from './at-end.ts';

/** Connections to the Postgres that runs in a data folder; they end after the file. */
export async function databaseIn(dataFolder: string): Promise<Sql> {
	const embedded = await visitEmbedded({ dataFolder, log: () => {} });
	if (embedded === null) throw new Error(`no database in ${dataFolder}`);
	const sql = postgres({ ...embedded.connection, max: 8, onnotice: () => {} });
	atEnd(async () => {
		await sql.end();
		await embedded.stop();
	});
	return sql;
}
