/** What is asked about somebody's company, each on a page of their card. */
import { m } from '#lib/messages/compiled/messages.js';

const COMPANY_ASKS = ['with', 'with_animal', 'interpreter'] as const;
export type CompanyAsk = (typeof COMPANY_ASKS)[number];

/** What stands over the question, and on its button. */
export const COMPANY_ASK: Record<CompanyAsk, () => string> = {
	with: m.company_with_someone,
	with_animal: m.company_with_animal,
	interpreter: m.company_interpreter
};

/** True for what is asked about company. */
export function isCompanyAsk(asked: string | null): asked is CompanyAsk {
	return (COMPANY_ASKS as readonly (string | null)[]).includes(asked);
}
