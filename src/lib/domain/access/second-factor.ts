/** Who has to show more than a password (ASVS 6.3.3). */
import type { Role } from '#lib/domain/policy/roles.ts';

/** For these an enrolled tablet is the thing that they have (docs/adr/0019). */
const DEVICE_COUNTS: Readonly<Record<Role, boolean>> = {
	peer_helper: true,
	host_worker: true,
	clinician: false,
	trainee: false,
	coordinator: false,
	evaluator: false,
	administrator: false
};

export interface FactorFacts {
	readonly role: Role;
	readonly hasFactor: boolean;
	/** On a tablet that was enrolled, not revoked. */
	readonly onEnrolledDevice: boolean;
	/** Fictional people with a public password need none until they set one up. */
	readonly demo: boolean;
}

/**
 *  none          the password is enough here
 *  ask           a code or a passkey is due
 *  set_up        there is none yet: one is made now, before anything else
 *  device_needed this role works on the site's tablet, or sets up a factor first
 */
export type FactorNeed = 'none' | 'ask' | 'set_up' | 'device_needed';

/** What is still due after the right password. */
export function factorNeed({ role, hasFactor, onEnrolledDevice, demo }: FactorFacts): FactorNeed {
	const deviceCounts = DEVICE_COUNTS[role];
	if (deviceCounts && onEnrolledDevice) return 'none';
	if (hasFactor) return 'ask';
	if (demo) return 'none';
	return deviceCounts ? 'device_needed' : 'set_up';
}
