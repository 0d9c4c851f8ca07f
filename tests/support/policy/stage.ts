/** Makes what a call needs to have something to do: a person in some state, a screen, a pairing, a block. */
import type { Sql } from 'postgres';
import type { VisitAnswer } from '#lib/contract/answers.ts';
import { registerBody } from '#lib/contract/commands.ts';
import type { Role } from '#lib/domain/policy/roles.ts';
import type { Command } from '#lib/domain/queue/commands.ts';
import type { Door } from '#lib/server/commands/execute.ts';
import { registerCommand } from '#lib/server/commands/from-body.ts';
import { newId, type Client } from '../client.ts';
import { HAND, THIRD } from './cast.ts';

/** Ids and words that an address or a body may name. */
export type Things = Readonly<Record<string, string | undefined>> & {
	readonly siteId: string;
	/** Offered, and not yet wanted by the person. */
	readonly thirdService: string;
};

/** Whose place a call is about. */
export interface Place {
	readonly service: string;
	/** Called by, and last touched by, this account; otherwise by the hand that sets the stage. */
	readonly inHandOf: string | null;
	/** Of the account that is looked after, where one is. */
	readonly role?: Role;
}

export interface Stage {
	readonly siteId: string;
	readonly sql: Sql;
	readonly door: Door;
	/** Somebody who may make all this. */
	readonly hand: Client;
}

export type Before = (stage: Stage, place: Place) => Promise<Partial<Things>>;

type Happened = 'call' | 'start' | 'step_out' | 'leave';

/** Somebody on the list, after these steps. */
export const person =
	(...steps: Happened[]): Before =>
	async (stage, { service, inHandOf }) => {
		const visitId = newId();
		const { visit } = await done<VisitAnswer>(stage, visitId, registering(visitId, service));
		const entryId = visit.entries[0]?.id ?? '';
		for (const step of steps) await done(stage, visitId, stepping(step, visitId, entryId));
		if (inHandOf !== null) {
			const { sql } = stage;
			await sql`update entry set called_by = ${inHandOf} where id = ${entryId} and called_by is not null`;
			await sql`
				update visit set last_step = jsonb_set(last_step, '{by}', to_jsonb(${inHandOf}::text))
				where id = ${visitId} and last_step is not null`;
		}
		return { visitId, entryId };
	};

/** A screen of the site that nobody has revoked. */
export const aDisplay: Before = async ({ sql, siteId }) => {
	const displayId = newId();
	await sql`
		insert into display (id, site_id, label, token_hash, approved_by, approved_at)
		values (${displayId}, ${siteId}, 'Écran', ${displayId}, ${HAND}, now())`;
	return { displayId };
};

/** A screen that was cut by itself, of which the team is told. */
export const aCutDisplay: Before = async (stage, place) => {
	const made = await aDisplay(stage, place);
	await stage.sql`
		update display set revoked_at = now(), revoked_because = 'token_reused' where id = ${made.displayId ?? null}`;
	return made;
};

/** A screen that waits for somebody's approval. */
export const aPairing: Before = async ({ hand }) => {
	const { body } = await hand.post<{ userCode: string }>('/displays/pairings', {});
	return { userCode: body.userCode };
};

/** Open, and nobody's of the cast. */
export const aSessionOfSomebody: Before = async ({ sql }) => {
	const [row] = await sql<{ public_id: string }[]>`
		select public_id from staff_session where account_id = ${HAND}`;
	return { sessionId: row?.public_id };
};

export const noBlock: Before = ({ hand, siteId }) => either(hand, `/sites/${siteId}/blocks/close`);
export const openBlock: Before = ({ hand, siteId }) => either(hand, `/sites/${siteId}/blocks/open`);

async function either(hand: Client, path: string): Promise<Partial<Things>> {
	const { status, text } = await hand.tryTo(path);
	if (status !== 200 && status !== 409) throw new Error(`${path} answered ${status}: ${text}`);
	return {};
}

/** What a call may name at a site without anything being made for it. */
export async function standing(stage: Stage, place: Place): Promise<Things> {
	const made = await Promise.all([person('call'), aDisplay, aPairing].map((make) => make(stage, place)));
	return Object.assign({ siteId: stage.siteId, thirdService: THIRD }, ...made) as Things;
}

function registering(visitId: string, service: string): Command {
	const body = registerBody.parse({ id: newId(), visitId, services: [service] });
	return registerCommand(body, newId);
}

function stepping(step: Happened, visitId: string, entryId: string): Command {
	switch (step) {
		case 'call':
			return { verb: step, entryId, room: null, alsoCall: true };
		case 'start':
			return { verb: step, entryId };
		case 'step_out':
		case 'leave':
			return { verb: step, visitId };
	}
}

async function done<T>({ door, siteId }: Stage, target: string, command: Command): Promise<T> {
	const asked = { siteId, id: newId(), actorId: HAND, target, body: command, command };
	const outcome = await door.execute(asked);
	if (outcome.kind !== 'answered') throw new Error(`the stage was not set: ${JSON.stringify(outcome)}`);
	return JSON.parse(outcome.text) as T;
}
