/** How most cases begin: three people of the demo come to work at one server, and nobody is on the list. */
import { signIn, type Client } from '../../support/client.ts';
import type { HalteNode } from '../../support/node-process.ts';
import type { TestDatabase } from '../../support/test-database.ts';
import { freshBlock } from './fresh-block.ts';
import type { Work } from './plain-work.ts';
import { Recorder } from './recorder.ts';

export interface Begun {
	readonly coordinator: Client;
	/** Puts people on the list. */
	readonly peer: Client;
	/** Calls them. */
	readonly nurse: Client;
	/** What they do is written down here. */
	readonly recorder: Recorder;
	readonly work: Work;
	/** The site's number before the first of it. */
	readonly fromSeq: number;
}

/** Signs them in and opens a block. */
export async function beginWork(
	node: HalteNode,
	{ sql }: Pick<TestDatabase, 'sql'>,
	siteId: string
): Promise<Begun> {
	const [coordinator, peer, nurse] = await Promise.all([
		signIn(node, 'coo1'),
		signIn(node, 'pa1'),
		signIn(node, 'inf1')
	]);
	const fromSeq = await freshBlock(sql, coordinator, siteId);
	const recorder = new Recorder();
	const [helper, caller] = [
		{ id: 'pa1', client: peer },
		{ id: 'inf1', client: nurse }
	];
	return { coordinator, peer, nurse, recorder, work: { siteId, recorder, helper, caller }, fromSeq };
}
