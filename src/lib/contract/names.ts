/** What a network's rows are called in one language; boards carry ids and French names, the same for everybody. */
export interface CatalogueNames {
	readonly services: Readonly<Record<string, string>>;
	readonly reasons: Readonly<Record<string, { readonly name: string; readonly short: string }>>;
	/** Signs that anybody can see. */
	readonly signs: Readonly<Record<string, string>>;
	/** What is counted without a place. */
	readonly tallies: Readonly<Record<string, string>>;
	/** What the noun of a ticket word means; the word itself is never translated. */
	readonly nouns: Readonly<Record<string, string>>;
}
