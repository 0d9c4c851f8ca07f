import type { StageDatabase } from '../stage.ts';

/** A database on a socket, as the driver `pg` wants it. */
export function addressOf({ variables }: Pick<StageDatabase, 'variables'>): string {
	const { DATABASE_URL = '', PGHOST = '', PGUSERNAME = '' } = variables;
	return `${DATABASE_URL.replace('///', '//localhost/')}?host=${encodeURIComponent(PGHOST)}&user=${PGUSERNAME}`;
}
