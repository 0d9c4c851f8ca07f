/** What the page fetches after its first picture: all but the list, two touches and a word. */
import { Later } from '#lib/client/later.svelte.ts';
import { findKnown } from '../../known/find-known.ts';
import { questionSequence } from '../../questions/sequence.ts';

export const sheets = new Later(() => import('./Sheets.svelte'));
export const ticketMore = new Later(() => import('./TicketMore.svelte'));

/** The emergency card first. */
export const parts = [sheets, ticketMore, questionSequence, findKnown];
