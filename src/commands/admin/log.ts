/** `npm run admin -- verify-log` and `export-head`: what happened and who looked, proved row by row. */
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { NETWORK } from '#lib/server/audit/access-log.ts';
import { readChainHeads, type ChainHeads } from '#lib/server/audit/chain-heads.ts';
import type { Fault, FaultKind, Verified } from '#lib/server/audit/faults.ts';
import { verifyLogs } from '#lib/server/audit/verify.ts';
import { noMore, readLine } from './arguments.ts';
import { Failure } from './failure.ts';
import type { openHouse } from './house.ts';

const hash = z.string().regex(/^[0-9a-f]{64}$/);
const count = z.int().nonnegative();
const headsFile = z.object({
	at: z.iso.datetime(),
	events: z.array(z.object({ siteId: z.string(), epoch: count, seq: count, ordinal: count, hash })),
	accesses: z.array(z.object({ chain: z.string(), position: count, hash }))
});

/** The ends of all chains, as one line to keep elsewhere. */
export async function runExportHead(args: readonly string[], open: typeof openHouse): Promise<string> {
	noMore(readLine(args, {}).words);
	return open(async ({ database, clock }) => JSON.stringify(await readChainHeads(database.read, clock)));
}

/** Says that all rows hold. @throws Failure with the first bad row of each chain. */
export async function runVerifyLog(args: readonly string[], open: typeof openHouse): Promise<string> {
	const { words, options } = readLine(args, { head: 'one' });
	noMore(words);
	const heads = options.head === undefined ? null : await readHeadsFile(options.head);
	return open(async ({ database }) => {
		const { events, accesses, faults } = await verifyLogs(database.read, heads);
		if (faults.length > 0) throw new Failure(['Le journal a été modifié.', ...faults.map(line)].join('\n'));
		const sum = (chains: ReadonlyMap<string, Verified>, of: 'rows' | 'before') =>
			[...chains.values()].reduce((total, chain) => total + chain[of], 0);
		const older = sum(events, 'before');
		return [
			`Journal intact : ${sum(events, 'rows')} événements, ${sum(accesses, 'rows')} accès.`,
			...(older === 0 ? [] : [`${older} événements datent d’avant la chaîne et ne sont pas vérifiables.`]),
			heads === null
				? 'Sans --head, des lignes coupées à la fin avec leur marque ne se voient pas.'
				: `Tout ce qui était là le ${heads.at} y est encore.`
		].join('\n');
	});
}

/** npm prints lines of its own before ours when its output goes to a file. */
async function readHeadsFile(file: string): Promise<ChainHeads> {
	const content = await readFile(file, 'utf8').catch(() => {
		throw new Failure(`Le fichier ${file} ne peut pas être lu.`);
	});
	for (const text of content.split('\n').filter((each) => each.startsWith('{'))) {
		const parsed = headsFile.safeParse(parse(text));
		if (parsed.success) return parsed.data;
	}
	throw new Failure(`Le fichier ${file} ne vient pas de export-head.`);
}

function parse(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return null;
	}
}

const SAID: Record<FaultKind, string> = {
	changed: 'n’est pas ce qui a été écrit, ou ne suit plus la ligne d’avant',
	unhashed: 'a perdu sa marque',
	missing: 'manque',
	cut: 'est la dernière qui reste : la suite manque'
};

function line({ log, chain, row, kind }: Fault): string {
	const where = chain === NETWORK ? 'réseau' : chain;
	return `${log === 'events' ? 'Événements' : 'Accès'}, ${where}, ligne ${row} : ${SAID[kind]}.`;
}
