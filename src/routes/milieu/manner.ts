import { page } from '$app/state';
import type { Manner } from '#lib/messages/person-words.ts';

/** How people are spoken to at the site of this page, and how role words are written. */
export function manner(): Manner {
	const data: { manner?: Manner } = page.data;
	return data.manner ?? { address: 'vous', style: 'neutral' };
}
