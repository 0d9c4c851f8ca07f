/** Opening and closing a site's block. */
import type { BlockEvent } from '#lib/domain/block/events.ts';
import type { BlockCommand } from '#lib/domain/queue/commands.ts';
import { accept, type Decision } from '#lib/domain/queue/decision.ts';
import { refuse } from '#lib/domain/queue/refusals.ts';
import type { SiteState } from '#lib/domain/queue/site-state.ts';

/**
 * One unclosed block per site: opening the next day's closes the former, and people left over stay in its
 * debrief. Closing with people waiting is allowed; each gets an outcome in the debrief.
 */
export function decideBlock(state: SiteState, command: BlockCommand): Decision {
	const open = state.block;
	switch (command.verb) {
		case 'open_block': {
			if (open !== null && command.localDay <= open.localDay) return refuse('block_already_open');
			const { blockId, localDay, startsAt, endsAt, defaultService } = command;
			const opened: BlockEvent = {
				type: 'BlockOpened',
				blockId,
				localDay,
				startsAt,
				endsAt,
				services: [...command.services],
				defaultService
			};
			const closed: BlockEvent[] = open === null ? [] : [{ type: 'BlockClosed', blockId: open.id }];
			return accept([...closed, opened], { about: 'block', blockId });
		}
		case 'close_block':
			if (open === null) return refuse('no_open_block');
			return accept([{ type: 'BlockClosed', blockId: open.id }], { about: 'block', blockId: open.id });
	}
}
