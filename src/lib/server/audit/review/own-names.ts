/** Who opened a file that bears their own name: compared as names are said, after opening the sealed values. */
import { normalAlias } from '#lib/domain/identity/alias.ts';
import type { KeyRing } from '#lib/server/keys/key-ring.ts';
import { openText } from '#lib/server/keys/sealed-text.ts';
import type { Tx } from '#lib/server/store/database.ts';

interface Look {
	readonly position: string;
	readonly name: string | null;
	readonly visit_id: string | null;
	readonly person_id: string | null;
}

/** Positions of the looks at people or visits whose name is that of whoever looked; erased values can't be compared. */
export async function ownNames(tx: Tx, keys: KeyRing, looks: readonly Look[]): Promise<Set<string>> {
	const visitIds = [...new Set(looks.flatMap(({ visit_id }) => visit_id ?? []))];
	const personIds = [...new Set(looks.flatMap(({ person_id }) => person_id ?? []))];
	const visits = await tx<{ id: string; alias: Buffer }[]>`
		select visit_id as id, alias_sealed as alias from visit_personal
		where visit_id = any(${visitIds}::uuid[]) and alias_sealed is not null`;
	const people = await tx<{ id: string; alias: Buffer | null; legal_name: Buffer | null }[]>`
		select person_id as id, alias, legal_name from person_personal where person_id = any(${personIds}::uuid[])`;
	const names = new Map<string, string[]>();
	const add = (id: string, purpose: 'alias' | 'legal_name', sealed: Buffer | null) => {
		if (sealed === null) return;
		names.set(id, [...(names.get(id) ?? []), normalAlias(openText(keys, purpose, sealed, id))]);
	};
	for (const { id, alias } of visits) add(id, 'alias', alias);
	for (const { id, alias, legal_name } of people) {
		add(id, 'alias', alias);
		add(id, 'legal_name', legal_name);
	}
	const isOwn = ({ name, visit_id, person_id }: Look) => {
		if (name === null) return false;
		const known = [visit_id, person_id].flatMap((id) => (id === null ? [] : (names.get(id) ?? [])));
		return known.includes(normalAlias(name));
	};
	return new Set(looks.filter(isOwn).map(({ position }) => position));
}
