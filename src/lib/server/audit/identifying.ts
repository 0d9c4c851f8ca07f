/** Which boards tell who somebody is: those whose view has an alias (contract/views.ts). */
import type { Audience } from '#lib/domain/policy/policy.ts';

const IDENTIFIES: Record<Audience, boolean> = {
	display: false,
	host_worker: false,
	reception: true,
	clinician: true,
	coordinator: false
};

/** True when looking at this board is written down. */
export function identifies(audience: Audience): boolean {
	return IDENTIFIES[audience];
}
