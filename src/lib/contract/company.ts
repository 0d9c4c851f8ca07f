/** Who came with whom, and what they asked for: the codes that screens offer. */
export {
	ANIMAL_SPECIES,
	ANIMAL_TEMPERS,
	INTERPRETER_GENDERS,
	INTERPRETER_MODES,
	PARTY_MODES
} from '#lib/domain/visit/state.ts';
export type {
	Animal,
	AnimalSpecies,
	AnimalTemper,
	InterpreterGender,
	InterpreterMode,
	PartyMode
} from '#lib/domain/visit/state.ts';
