/** The monthly review of a site's accesses (R-22.1 r. 2): read, judged and signed by whoever looks after the site. */
import type { ReviewShown, Verdict } from '#lib/contract/access-review.ts';
import { cares, hasSite } from '#lib/domain/administration/caretaker.ts';
import { caretakerOf, refuse, type House, type Refused } from '#lib/server/administration/house.ts';
import { auditedRead, recordAccess } from '#lib/server/audit/access-log.ts';
import { judgeGlass, lockGlass, readGlasses } from '#lib/server/audit/review/glasses.ts';
import { monthOf, type Month } from '#lib/server/audit/review/month.ts';
import { countAccesses, oddAccesses } from '#lib/server/audit/review/odd-accesses.ts';
import { findSigned, sign } from '#lib/server/audit/review/signatures.ts';
import type { KeyRing } from '#lib/server/keys/key-ring.ts';
import type { Db, Tx } from '#lib/server/store/database.ts';

type Reviewing = House & { readonly keys: KeyRing };
type Account = { readonly accountId: string };
interface Which {
	readonly siteId: string;
	/** `YYYY-MM`. */
	readonly month: string;
}

/** What stands out in a month; reading it is an access like any other. */
export async function readReview(
	{ database, clock, keys }: Reviewing,
	{ accountId }: Account,
	{ siteId, month: which }: Which
): Promise<ReviewShown | Refused> {
	const month = await monthFor(database.read, accountId, siteId, which);
	if ('refused' in month) return month;
	const details = { month: which };
	const access = { chain: siteId, kind: 'accesses_read', by: accountId, details } as const;
	return auditedRead(database.write, clock, access, async (tx) => ({
		total: await countAccesses(tx, month),
		odd: await oddAccesses(tx, keys, month),
		glasses: await readGlasses(tx, keys, month, accountId),
		isOver: (await clock(tx)) >= month.until,
		signed: await findSigned(tx, keys, month)
	}));
}

/** Says of a broken glass whether it was justified; never of one's own, and not after the month is signed. */
export async function judge(
	{ database, clock }: Reviewing,
	{ accountId }: Account,
	{ glassId, verdict }: { readonly glassId: string; readonly verdict: Verdict }
): Promise<{ judged: true } | Refused> {
	return (await database.write.begin(async (tx): Promise<{ judged: true } | Refused> => {
		const glass = await lockGlass(tx, glassId);
		if (glass === null || !(await reviews(tx, accountId, glass.siteId))) return refuse('not_found');
		if (glass.by === accountId) return refuse('own_account');
		if (glass.isSigned) return refuse('review_signed');
		const at = await clock(tx);
		await judgeGlass(tx, { id: glassId, verdict, by: accountId, at });
		const access = { chain: glass.siteId, kind: 'glass_judged', by: accountId } as const;
		await recordAccess(tx, { ...access, visitId: glass.visitId, details: { verdict } }, at);
		return { judged: true };
	})) as { judged: true } | Refused;
}

/** Signs a month that is over and in which every broken glass was judged; what was shown is counted in the row. */
export async function signReview(
	{ database, clock, keys, newId }: Reviewing,
	{ accountId }: Account,
	{ siteId, month: which, remark }: Which & { readonly remark: string }
): Promise<{ signed: true } | Refused> {
	const month = await monthFor(database.read, accountId, siteId, which);
	if ('refused' in month) return month;
	return (await database.write.begin(async (tx): Promise<{ signed: true } | Refused> => {
		const at = await clock(tx);
		if (at < month.until) return refuse('month_not_over');
		const glasses = await readGlasses(tx, keys, month, accountId);
		if (glasses.some(({ verdict }) => verdict === null)) return refuse('glass_to_judge');
		const odd = await oddAccesses(tx, keys, month);
		const findings = { glasses: glasses.length, ...countsOf(odd) };
		const signature = { id: newId(), at, by: accountId, findings, remark };
		if (!(await sign(tx, keys, month, signature))) return refuse('review_signed');
		const access = { chain: siteId, kind: 'review_signed', by: accountId } as const;
		await recordAccess(tx, { ...access, details: { month: which } }, at);
		return { signed: true };
	})) as { signed: true } | Refused;
}

/** Sites of these whose month is signed. */
export async function signedSites(
	{ database }: Pick<House, 'database'>,
	siteIds: readonly string[],
	month: string
): Promise<ReadonlySet<string>> {
	const rows = await database.read<{ chain: string }[]>`
		select chain from access_review where month = ${`${month}-01`} and chain = any(${siteIds as string[]})`;
	return new Set(rows.map(({ chain }) => chain));
}

async function reviews(sql: Db | Tx, accountId: string, siteId: string): Promise<boolean> {
	const caretaker = await caretakerOf(sql, { accountId });
	return caretaker !== null && cares(caretaker, 'access_review') && hasSite(caretaker, siteId);
}

async function monthFor(sql: Db, accountId: string, siteId: string, month: string): Promise<Month | Refused> {
	const caretaker = await caretakerOf(sql, { accountId });
	if (caretaker === null || !cares(caretaker, 'access_review')) return refuse('forbidden');
	if (!hasSite(caretaker, siteId)) return refuse('not_found');
	const [site] = await sql<{ timezone: string }[]>`select timezone from site where id = ${siteId}`;
	return site === undefined ? refuse('not_found') : monthOf(siteId, month, site.timezone);
}

function countsOf(odd: ReviewShown['odd']): Record<string, number> {
	const counts: Record<string, number> = {};
	for (const one of odd) counts[one.odd] = (counts[one.odd] ?? 0) + one.count;
	return counts;
}
