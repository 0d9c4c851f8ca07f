import { dev } from '$app/environment';
import { error } from '@sveltejs/kit';

/** The components are shown to those who work on them; a clinic's server has no such page. */
export function load(): void {
	if (!dev) error(404);
}
