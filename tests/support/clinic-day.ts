/** An afternoon at one site: who welcomes, who calls, who coordinates, and somebody who comes in. */
import { randomUUID } from 'node:crypto';
import { openText } from '#lib/server/keys/sealed-text.ts';
import type { Purpose } from '#lib/server/keys/key-ring.ts';
import { signIn, type Client, type Visit } from './client.ts';
import { DEMO_RING } from './demo-ring.ts';
import { startNode } from './node-process.ts';
import { freshDatabase, type TestDatabase } from './test-database.ts';

export const SITE = 'perron';

export interface ClinicDay {
	readonly database: TestDatabase;
	readonly peer: Client;
	readonly nurse: Client;
	/** Gives what the nurse gives. */
	readonly doctor: Client;
	readonly coordinator: Client;
	/** Somebody for the nurses, or with these answers. */
	came(body?: object): Promise<Visit>;
	/** Somebody who said who they are. */
	knownAs(values: object): Promise<{ personId: string; visit: Visit }>;
	/** The block is closed over whoever is there, and the next one opened. */
	clear(): Promise<void>;
}

export async function clinicDay(): Promise<ClinicDay> {
	const database = await freshDatabase();
	const { sql } = database;
	const node = await startNode({ database });
	await sql`insert into account_site (account_id, site_id) values ('med1', ${SITE}) on conflict do nothing`;
	await sql`
		insert into account_service (account_id, site_id, service_id) values ('med1', ${SITE}, 'infirmier')
		on conflict do nothing`;
	const [peer, nurse, doctor, coordinator] = await Promise.all([
		signIn(node, 'pa1'),
		signIn(node, 'inf1'),
		signIn(node, 'med1'),
		signIn(node, 'coo1')
	]);
	const came = (body: object = {}) => peer.register(SITE, { services: ['infirmier'], ...body });
	return {
		...{ database, peer, nurse, doctor, coordinator, came },
		async knownAs(values) {
			const visit = await came();
			const personId = randomUUID();
			await peer.do(`/visits/${visit.id}/identify`, { personId, isNew: true, ...values });
			return { personId, visit };
		},
		async clear() {
			await coordinator.do(`/sites/${SITE}/blocks/close`);
			await coordinator.do(`/sites/${SITE}/blocks/open`);
		}
	};
}

/** One step of a visit, whatever it answers. */
export const step = (client: Client, { id }: Pick<Visit, 'id'>, word: string, body: object = {}) =>
	client.tryTo(`/visits/${id}/${word}`, body);

/** What a row keeps sealed, with the demo's ring. */
export function opened(purpose: Purpose, sealed: unknown, rowId: unknown): string {
	if (!(sealed instanceof Uint8Array) || typeof rowId !== 'string')
		throw new Error('nothing is sealed there');
	return openText(DEMO_RING, purpose, sealed, rowId);
}
