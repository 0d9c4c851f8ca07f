/** A database that has bad days: some transactions take long, some are rolled back when they were nearly done. */
import type { Sql } from 'postgres';

/** Of seven transactions with commands one waits 8 ms, of eleven one is rolled back, as chosen by the seed. */
export async function troubleCommits(
	sql: Sql
): Promise<{ reseed(seed: number): Promise<void>; rolledBack(): Promise<number> }> {
	// Numbers of a sequence are not given back by a rollback: the next try has another fate.
	await sql`create sequence trouble`;
	await sql`create sequence rolled_back`;
	await sql`create table trouble_seed as select 1 as seed`;
	await sql.unsafe(`
		create function trouble() returns trigger language plpgsql as $$
		declare fate bigint := abs(hashint8(nextval('trouble') * 1000003 + (select seed from trouble_seed)));
		begin
			if fate % 7 = 0 then perform pg_sleep(0.008); end if;
			if fate % 11 = 0 then
				perform nextval('rolled_back');
				raise exception 'trouble' using errcode = '40001';
			end if;
			return null;
		end $$`);
	await sql`create trigger trouble after insert on command for each statement execute function trouble()`;
	return {
		reseed: async (seed) => void (await sql`update trouble_seed set seed = ${seed}`),
		rolledBack: async () => {
			const [row] = await sql<{ n: string }[]>`select last_value as n from rolled_back where is_called`;
			return Number(row?.n ?? 0);
		}
	};
}
