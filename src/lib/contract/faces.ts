/** The page of a site that each audience has; coordination looks at all sites at once instead. */
import type { StaffAudience } from '#lib/domain/policy/policy.ts';

export type FaceAudience = Exclude<StaffAudience, 'coordinator'>;

export const FACES: Readonly<Record<FaceAudience, string>> = {
	reception: '/accueil',
	clinician: '/console',
	host_worker: '/hote'
};

/** The page where somebody who may look as these audiences usually works at a site; null when there is none. */
export function usualFace(siteId: string, audiences: readonly StaffAudience[]): string | null {
	for (const audience of audiences) {
		if (audience !== 'coordinator') return `/milieu/${siteId}${FACES[audience]}`;
	}
	return null;
}

/** Where somebody begins to practise: at the door, like a new helper; null when they would find no page there. */
export function practiceFace(siteId: string, audiences: readonly StaffAudience[]): string | null {
	return usualFace(siteId, audiences.includes('reception') ? ['reception'] : audiences);
}
