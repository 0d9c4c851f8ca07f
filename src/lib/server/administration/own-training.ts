/** Who may record when they were trained themselves. */
import { refusesTraining } from '#lib/domain/administration/account.ts';
import { readAccountFacts } from '#lib/server/administration/account-rows.ts';
import { caretakerOf, type House } from '#lib/server/administration/house.ts';

/** True for an administrator; everybody else's training is recorded by somebody else. */
export async function recordsOwnTraining(
	{ database: { read } }: Pick<House, 'database'>,
	accountId: string
): Promise<boolean> {
	const [caretaker, found] = await Promise.all([
		caretakerOf(read, { accountId }),
		readAccountFacts(read, accountId)
	]);
	return caretaker !== null && found !== null && refusesTraining(caretaker, found.account) === null;
}
