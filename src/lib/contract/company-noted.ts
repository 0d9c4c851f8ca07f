/** What a visit holds about who came along and what they wish: the same in its file and in the person’s copy. */
import { z } from '#lib/contract/schema.ts';
import {
	ANIMAL_SPECIES,
	ANIMAL_TEMPERS,
	ANSWERS,
	INTERPRETER_GENDERS,
	INTERPRETER_MODES,
	PARTY_MODES,
	SUBJECTS,
	type Visit
} from '#lib/domain/visit/state.ts';

/** Fields of a visit; who the others of a party are is theirs to tell, and stands nowhere here. */
export const companyNoted = {
	/** Whom the visit is for. */
	subject: z.enum(SUBJECTS),
	/** The animal itself, or the one that came along. */
	animal: z.object({ species: z.enum(ANIMAL_SPECIES), temper: z.enum(ANIMAL_TEMPERS) }).nullable(),
	/** How a party is called; null for somebody who came alone. */
	partyMode: z.enum(PARTY_MODES).nullable(),
	/** « Ça presse ? » */
	pressing: z.enum(ANSWERS),
	quietCorner: z.enum(ANSWERS),
	dimLight: z.enum(ANSWERS),
	interpreter: z
		.object({
			language: z.string(),
			mode: z.enum(INTERPRETER_MODES),
			gender: z.enum(INTERPRETER_GENDERS),
			noRelative: z.boolean(),
			askedAt: z.iso.datetime(),
			confirmedAt: z.iso.datetime().nullable()
		})
		.nullable()
};
export type CompanyNoted = z.infer<z.ZodObject<typeof companyNoted>>;

/** Of one visit. */
export function companyNotedOf(visit: Visit): CompanyNoted {
	const { subject, animal, pressing, quietCorner, dimLight, interpreter } = visit;
	const partyMode = visit.partyId === null ? null : visit.partyMode;
	return {
		...{ subject, animal, partyMode, pressing, quietCorner, dimLight },
		interpreter: interpreter && {
			...interpreter,
			askedAt: new Date(interpreter.askedAt).toISOString(),
			confirmedAt: interpreter.confirmedAt === null ? null : new Date(interpreter.confirmedAt).toISOString()
		}
	};
}
