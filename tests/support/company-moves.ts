/** What may be said of people who came together, or are elsewhere: for property tests on real rows. */
import fc from 'fast-check';
import type { Command } from '#lib/domain/queue/commands.ts';
import { PARTY_MODES } from '#lib/domain/visit/state.ts';

/** Who came with whom, where they wait, and who speaks for them. */
const COMPANY = [
	...['group', 'group', 'ungroup', 'where', 'check_in'],
	// Somebody has to be asked for before they are confirmed, or not needed after all.
	...['interpreter', 'interpreter', 'interpreter_confirmed', 'interpreter_confirmed'],
	...['interpreter_withdrawn', 'interpreter_withdrawn']
] as const;
export interface CompanyMove {
	verb: (typeof COMPANY)[number];
	mode: (typeof PARTY_MODES)[number];
}

/** Anything of it. */
export const companyMove = { verb: fc.constantFrom(...COMPANY), mode: fc.constantFrom(...PARTY_MODES) };

/** The command that it means, on a visit and another one. */
export function company(
	{ verb, mode, pick }: CompanyMove & { readonly pick: number },
	visitId: string,
	withVisitId: string
): Command {
	switch (verb) {
		case 'group':
			return { verb, visitId, withVisitId, mode };
		case 'where':
			return { verb, visitId, room: pick % 3 === 0 ? null : 'perron-grande-salle' };
		case 'interpreter':
			return { verb, visitId, language: 'ht', mode: 'phone', gender: 'woman', noRelative: true };
		case 'ungroup':
		case 'check_in':
		case 'interpreter_confirmed':
		case 'interpreter_withdrawn':
			return { verb, visitId };
	}
}
