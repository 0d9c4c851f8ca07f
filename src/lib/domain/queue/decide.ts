/** The clinic's yes or no to any command. Pure: the same facts and the same command, the same answer. */
import { decideBlock } from '#lib/domain/block/decide.ts';
import { decideCallNext } from '#lib/domain/queue/call-next.ts';
import type { Command } from '#lib/domain/queue/commands.ts';
import type { Decision } from '#lib/domain/queue/decision.ts';
import { refuse } from '#lib/domain/queue/refusals.ts';
import type { Context, SiteState } from '#lib/domain/queue/site-state.ts';
import { may, ruleFor } from '#lib/domain/policy/policy.ts';
import { decideIdentity } from '#lib/domain/person/decide-identity.ts';
import { decidePerson } from '#lib/domain/person/decide-person.ts';
import { decideEntry } from '#lib/domain/visit/decide-entry.ts';
import { decideMergeVisits } from '#lib/domain/visit/merge.ts';
import { decideVisit } from '#lib/domain/visit/decide-visit.ts';
import { decideRegister } from '#lib/domain/visit/register.ts';

/** Refuses what the actor's role never may, then hands the command to the one that decides it. */
export function decide(state: SiteState, command: Command, ctx: Context): Decision {
	if (ruleFor(ctx.actor.role, command.verb) === null) return refuse('forbidden');
	switch (command.verb) {
		case 'register':
			return may(ctx.actor, 'register') ? decideRegister(state, command, ctx) : refuse('forbidden');
		case 'call_next':
			return decideCallNext(state, command, ctx);
		case 'open_block':
		case 'close_block':
			return decideBlock(state, command);
		case 'step_out':
		case 'return':
		case 'leave':
		case 'reopen':
		case 'details':
		case 'answer_questions':
			return decideVisit(state, command, ctx);
		case 'identify':
		case 'notice':
		case 'restrict':
		case 'lift_restriction':
		case 'follow_up':
			return decideIdentity(state, command, ctx);
		case 'merge_visits':
			return decideMergeVisits(state, command, ctx);
		case 'person_details':
		case 'health_number':
		case 'merge_people':
		case 'separate_people':
			return decidePerson(state, command, ctx);
		case 'call':
		case 'recall':
		case 'start':
		case 'complete':
		case 'absent':
		case 'release':
		case 'take_over':
		case 'reroute':
		case 'level':
		case 'defer':
		case 'cancel':
		case 'undo':
			return decideEntry(state, command, ctx);
	}
}
