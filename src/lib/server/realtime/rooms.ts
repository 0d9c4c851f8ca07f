/** A socket room is site × audience × services given (ADR 4). */
import type { Audience } from '#lib/domain/policy/policy.ts';

export interface Room {
	readonly siteId: string;
	readonly audience: Audience;
	/** Empty but for clinicians: two who give the same services share a room. */
	readonly gives: readonly string[];
}

const PREFIX = 'board';

/** The room's name; the same for the same site, audience and services, in whatever order. */
export function roomName({ siteId, audience, gives }: Room): string {
	const services = audience === 'clinician' ? [...gives].sort() : [];
	return [PREFIX, siteId, audience, services.join(',')].join('|');
}

/** The room of a name, or null for rooms that socket.io makes for itself. */
export function roomOf(name: string): Room | null {
	const [prefix, siteId, audience, services] = name.split('|');
	if (prefix !== PREFIX || siteId === undefined || audience === undefined) return null;
	return { siteId, audience: audience as Audience, gives: services ? services.split(',') : [] };
}
