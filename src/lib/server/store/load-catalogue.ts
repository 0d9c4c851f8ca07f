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

/** Names in another language than French: of a service, of a reason, of what a ticket word shows; each by its id. */
export interface CatalogueTexts {
	readonly services?: Readonly<Record<string, string>>;
	readonly reasons?: Readonly<Record<string, { readonly name: string; readonly short: string }>>;
	readonly nouns?: Readonly<Record<string, string>>;
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

/** Names in further languages, by language; what a language leaves out is shown in French. */
export async function loadTexts(tx: Tx, texts: Readonly<Record<string, CatalogueTexts>>): Promise<void> {
	for (const [lang, { services = {}, reasons = {}, nouns = {} }] of Object.entries(texts)) {
		await insert(
			tx,
			'service_text',
			Object.entries(services).map(([service_id, name]) => ({ service_id, lang, name }))
		);
		await insert(
			tx,
			'reason_text',
			Object.entries(reasons).map(([reason_id, { name, short }]) => ({ reason_id, lang, name, short }))
		);
		await insert(
			tx,
			'noun_text',
			Object.entries(nouns).map(([noun, text]) => ({ noun, lang, text }))
		);
	}
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
