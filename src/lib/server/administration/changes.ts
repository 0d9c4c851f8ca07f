/** The history of what is changed about accounts, devices, screens and sites: one row per change, never altered. */
import type { Caretaker } from '#lib/domain/administration/caretaker.ts';
import type { Change, What } from '#lib/domain/administration/changes.ts';
import type { Db, Tx } from '#lib/server/store/database.ts';

export type Subject = 'account' | 'device' | 'display' | 'site' | 'network';

/** A change with what it is about. Values are codes, names of staff and sites, numbers; never a secret. */
export type HouseChange<W extends What = What> = Change<W> & {
	readonly id: string;
	/** Null for an operator at the terminal, and for what happened by itself. */
	readonly by: string | null;
	readonly subject: Subject;
	readonly subjectId: string;
	/** The site it concerns; null for the whole network. */
	readonly siteId: string | null;
	/** The change that this one takes back. */
	readonly takesBack?: string;
};

/** Writes a change down, in the transaction that makes it. */
export async function recordChange(tx: Tx, at: number, change: HouseChange): Promise<void> {
	const { id, by, subject, subjectId, siteId, what, before, after, takesBack } = change;
	await tx`
		insert into administrative_change (id, at, by, subject, subject_id, site_id, what, before, after, takes_back)
		values (${id}, ${new Date(at)}, ${by}, ${subject}, ${subjectId}, ${siteId}, ${what},
			${tx.json(before as never)}, ${tx.json(after as never)}, ${takesBack ?? null})`;
}

/** A change as it is read again. */
export type PastChange = HouseChange & {
	/** Instant in ms. */
	readonly at: number;
	/** Name of who did it, when that is an account. */
	readonly byName: string | null;
	/** What it is about, as it is called now: an account, or else a site. */
	readonly subjectName: string | null;
	readonly siteName: string | null;
	readonly timezone: string | null;
	/** It was taken back since. */
	readonly takenBack: boolean;
};

interface Row {
	id: string;
	at: Date;
	by: string | null;
	by_name: string | null;
	subject: Subject;
	subject_id: string;
	subject_name: string | null;
	site_id: string | null;
	site_name: string | null;
	timezone: string | null;
	what: What;
	before: never;
	after: never;
	takes_back: string | null;
	taken_back: boolean;
}

/** Which changes: `before` is the id of the one that those before are asked for; what is no id is none. */
export interface Asked {
	readonly limit: number;
	readonly before: string | null;
	readonly accountId?: string;
}

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Changes that are in somebody's hands; the latest first, `limit` at most, and where the older ones begin. */
export async function listChanges(
	sql: Db,
	{ sites }: Caretaker,
	asked: Asked
): Promise<{ readonly changes: PastChange[]; readonly older: string | null }> {
	const { limit } = asked;
	const accountId = asked.accountId ?? null;
	const before = asked.before !== null && ID.test(asked.before) ? asked.before : null;
	const theirs = sites === null ? [] : [...sites];
	// What is about a whole account is told to those who have every one of its sites.
	const isTheirs = sql`(${sites === null} or c.site_id = any(${theirs}) or (c.site_id is null and c.subject = 'account'
		and exists (select 1 from account_site s where s.account_id = c.subject_id)
		and not exists (select 1 from account_site s where s.account_id = c.subject_id and s.site_id <> all(${theirs}))))`;
	// Another site's change is no place to begin at: when it was made would be told by what is older.
	const rows = await sql<Row[]>`
		${selectChanges(sql)}
		where (${accountId}::text is null or (c.subject = 'account' and c.subject_id = ${accountId}))
			and ${isTheirs} and (${before}::uuid is null or (c.at, c.id) < (
				select c.at, c.id from administrative_change c where c.id = ${before}::uuid and ${isTheirs}))
		order by c.at desc, c.id desc limit ${limit + 1}`;
	const changes = rows.slice(0, limit).map(toChange);
	return { changes, older: rows.length > limit ? (changes.at(-1)?.id ?? null) : null };
}

/** One change, or null. */
export async function findChange(sql: Db | Tx, id: string): Promise<PastChange | null> {
	const [row] = await sql<Row[]>`${selectChanges(sql)} where c.id::text = ${id}`;
	return row === undefined ? null : toChange(row);
}

function selectChanges(sql: Db | Tx) {
	return sql`
		select c.*, a.name as by_name, s.name as site_name, s.timezone,
			case c.subject when 'account' then of.name else s.name end as subject_name,
			exists(select 1 from administrative_change later where later.takes_back = c.id) as taken_back
		from administrative_change c
			left join account a on a.id = c.by
			left join account of on c.subject = 'account' and of.id = c.subject_id
			left join site s on s.id = c.site_id`;
}

/** What `recordChange` wrote has the values of its kind. */
function toChange(row: Row): PastChange {
	const { id, by, subject, what, before, after } = row;
	const change = { what, before, after } as Change;
	return {
		...{ ...change, id, by, subject, timezone: row.timezone },
		at: row.at.getTime(),
		byName: row.by_name,
		subjectId: row.subject_id,
		subjectName: row.subject_name,
		siteId: row.site_id,
		siteName: row.site_name,
		takenBack: row.taken_back,
		...(row.takes_back !== null && { takesBack: row.takes_back })
	};
}
