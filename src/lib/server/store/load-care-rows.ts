/** Signs of a « coup d’œil », helplines and what is counted without a place: rows of the network, by language. */
import type { Tx } from '#lib/server/store/database.ts';

/** By the code of the language; French is always there, as whoever reads a file makes sure. */
export type Texts = Readonly<Record<string, string>>;

export interface CareRows {
	/** In the order of the screens, as are the others. */
	readonly signs: readonly { readonly id: string; readonly pictogram: string; readonly name: Texts }[];
	readonly helplines: readonly {
		readonly id: string;
		/** As it is dialled. */
		readonly phone: string;
		readonly name: Texts;
		readonly note?: Texts;
	}[];
	readonly tallies: readonly { readonly id: string; readonly pictogram: string; readonly name: Texts }[];
}

/** Loads them into a network that has none of the three; false when it has some. */
export async function loadCareRows(tx: Tx, { signs, helplines, tallies }: CareRows): Promise<boolean> {
	const [present] = await tx`
		select 1 from red_flag union all select 1 from helpline union all select 1 from tally_kind limit 1`;
	if (present !== undefined) return false;
	const placed = <R extends object>(rows: readonly R[]) =>
		rows.map((row, position) => ({ ...row, position }));
	await insert(tx, 'red_flag', placed(signs.map(({ id, pictogram }) => ({ id, pictogram }))));
	await insert(
		tx,
		'red_flag_text',
		signs.flatMap(({ id, name }) =>
			Object.entries(name).map(([lang, text]) => ({ flag_id: id, lang, name: text }))
		)
	);
	await insert(tx, 'helpline', placed(helplines.map(({ id, phone }) => ({ id, phone }))));
	await insert(
		tx,
		'helpline_text',
		helplines.flatMap(({ id, name, note }) =>
			Object.entries(name).map(([lang, text]) => ({
				line_id: id,
				lang,
				name: text,
				note: note?.[lang] ?? null
			}))
		)
	);
	await insert(tx, 'tally_kind', placed(tallies.map(({ id, pictogram }) => ({ id, pictogram }))));
	await insert(
		tx,
		'tally_kind_text',
		tallies.flatMap(({ id, name }) =>
			Object.entries(name).map(([lang, text]) => ({ kind_id: id, lang, name: text }))
		)
	);
	return true;
}

async function insert(tx: Tx, table: string, rows: readonly Record<string, unknown>[]): Promise<void> {
	if (rows.length > 0) await tx`insert into ${tx(table)} ${tx(rows as never)}`;
}
