/** A coffee, a chat, a kit: counted in the open block, without a place on the list (R-R6). */
import { may } from '#lib/domain/policy/policy.ts';
import type { TallyCommand } from '#lib/domain/queue/commands.ts';
import { accept, type Decision } from '#lib/domain/queue/decision.ts';
import { refuse } from '#lib/domain/queue/refusals.ts';
import type { Context, SiteState } from '#lib/domain/queue/site-state.ts';

/** One more, or one less of what was counted; a count never goes below nothing. */
export function decideTally(state: SiteState, { verb, kind }: TallyCommand, ctx: Context): Decision {
	if (!may(ctx.actor, verb)) return refuse('forbidden');
	if (state.block === null) return refuse('no_open_block');
	const count = state.tallies.get(kind);
	if (count === undefined) return refuse('unknown_tally_kind', { field: 'kind' });
	if (verb === 'untally' && count === 0) return refuse('nothing_to_take_back');
	const by = verb === 'tally' ? 1 : -1;
	return accept([{ type: 'Counted', blockId: state.block.id, kind, by }], { about: 'tally', kind });
}
