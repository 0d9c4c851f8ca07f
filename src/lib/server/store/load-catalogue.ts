/** What every site of a network draws on: services, reasons and their routes. */
import type { Tx } from '#lib/server/store/database.ts';

export interface Catalogue {
	/** In the order of the screens. */
	readonly services: readonly {
		readonly id: string;
		readonly name: string;
		/** How long one encounter takes, usually. */
		readonly minutes: number;
		readonly pictogram: string;
	}[];
	readonly reasons: readonly {
		readonly id: string;
		readonly name: string;
		readonly short: string;
		readonly pictogram: string;
		readonly private: boolean;
		/** Services, the first one that is open receives. */
		readonly route: readonly string[];
	}[];
}

/** Loads services, reasons and routes, with their French names, into a database that has none. */
export async function loadCatalogue(tx: Tx, { services, reasons }: Catalogue): Promise<void> {
	const lang = 'fr';
	await insert(
		tx,
		'service',
		services.map(({ id, minutes, pictogram }, position) => ({ id, minutes, pictogram, position }))
	);
	await insert(
		tx,
		'service_text',
		services.map(({ id, name }) => ({ service_id: id, lang, name }))
	);
	await insert(
		tx,
		'reason',
		reasons.map(({ id, pictogram, private: inPrivate }, position) => ({
			...{ id, pictogram, position },
			private: inPrivate
		}))
	);
	await insert(
		tx,
		'reason_text',
		reasons.map(({ id, name, short }) => ({ reason_id: id, lang, name, short }))
	);
	await insert(
		tx,
		'route_step',
		reasons.flatMap(({ id, route }) =>
			route.map((service_id, position) => ({ reason_id: id, position, service_id }))
		)
	);
}

/** Nouns of ticket words, for one site. */
export async function loadNouns(
	tx: Tx,
	siteId: string,
	nouns: readonly { readonly noun: string; readonly pictogram: string }[]
): Promise<void> {
	await insert(
		tx,
		'site_noun',
		nouns.map(({ noun, pictogram }) => ({ site_id: siteId, noun, pictogram }))
	);
}

async function insert(tx: Tx, table: string, rows: readonly Record<string, unknown>[]): Promise<void> {
	if (rows.length > 0) await tx`insert into ${tx(table)} ${tx(rows as never)}`;
}
