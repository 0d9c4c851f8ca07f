/** The product at its own door, on lists as long as the fullest clinic's. */
import { openDatabase } from '#lib/server/store/database.ts';
import { doorOn, registerAt } from '../bench-door.ts';
import { callNextAt } from '../call-next.ts';
import { called } from '../called.ts';
import { addAccounts, addSite } from '../places.ts';
import type { Stage } from '../stage.ts';
import { checkHandedOut, timed, type Peer } from './peer.ts';

/** People on one list at once. */
const ON_A_LIST = 60;

/** Opens it on a database of its own. */
export async function openHalte(stage: Stage): Promise<Peer> {
	const database = await stage.database('demo');
	const [helper = ''] = await addAccounts(database.sql, 'peer_helper', 1);
	const [nurse = ''] = await addAccounts(database.sql, 'clinician', 1);
	const pools = openDatabase(database.connection);
	const door = doorOn(pools.write);
	return {
		name: 'Halte',
		version: '',
		async run(callers, count) {
			const seconds = { put: 0, taken: 0 };
			const lists = Math.max(1, Math.round(count / ON_A_LIST));
			for (let list = 0; list < lists; list += 1) {
				const siteId = await addSite(database.sql, [helper, nurse]);
				const put = await timed(ON_A_LIST, () =>
					called(callers, ON_A_LIST, () => registerAt(door, { siteId, actorId: helper }))
				);
				const taken = await timed(ON_A_LIST, () =>
					called(callers, ON_A_LIST, () => callNextAt(door, { siteId, actorId: nurse }))
				);
				checkHandedOut('Halte', taken.given, ON_A_LIST);
				seconds.put += ON_A_LIST / put.rate;
				seconds.taken += ON_A_LIST / taken.rate;
			}
			const all = lists * ON_A_LIST;
			return { put: all / seconds.put, taken: all / seconds.taken };
		},
		close: () => pools.close()
	};
}
