/** Which desks of the office somebody may sit at, and for which sites. */
import { cares, type OfficeCare } from '#lib/domain/administration/caretaker.ts';
import { caretakerOf, refuse, type House, type Refused } from '#lib/server/administration/house.ts';

export interface OfficeSite {
	readonly id: string;
	readonly name: string;
	readonly timezone: string;
}

export interface Office {
	/** Every site, and what is of no site, is in these hands. */
	readonly network: boolean;
	/** May make tablets. */
	readonly enrols: boolean;
	/** Real ones, in the network's order. */
	readonly sites: readonly OfficeSite[];
}

/** The office as this account finds it; refused where `act` is not in its hands at all. */
export async function officeOf(
	{ database: { read } }: Pick<House, 'database'>,
	accountId: string,
	act: OfficeCare
): Promise<Office | Refused> {
	const caretaker = await caretakerOf(read, { accountId });
	if (caretaker === null || !cares(caretaker, act)) return refuse('forbidden');
	const { sites } = caretaker;
	const rows = await read<OfficeSite[]>`
		select id, name, timezone from site
		where not practice and (${sites === null} or id = any(${[...(sites ?? [])]})) order by position, id`;
	return { network: sites === null, enrols: cares(caretaker, 'enrol_device'), sites: rows };
}

/** True for accounts that have a desk in the office. */
export async function hasDesk(house: Pick<House, 'database'>, accountId: string): Promise<boolean> {
	const caretaker = await caretakerOf(house.database.read, { accountId });
	return caretaker !== null && cares(caretaker, 'team');
}
