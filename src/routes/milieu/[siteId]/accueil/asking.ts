/** Steps that ask one more question before they are taken, and what can be noted around a visit. */
import { FILE_ASK, isFileAsk, type FileAsk } from '../../visit-file/file-asks.ts';
import { COMPANY_ASK, isCompanyAsk, type CompanyAsk } from '../../company/company-asks.ts';
import { STEP, type Step } from './taking-steps.ts';

const ASKING_STEPS = ['level', 'reroute', 'defer', 'details'] as const satisfies readonly Step[];
type AskingStep = (typeof ASKING_STEPS)[number];

/** The question at which a card is open. */
export type Asking = AskingStep | FileAsk | CompanyAsk;

/** True for a step that is not taken at one touch. */
export function asksFirst(step: Step): step is AskingStep {
	return (ASKING_STEPS as readonly Step[]).includes(step);
}

/** « Huard 4 · Diriger vers… »: what stands over a card. */
export function cardTitle(word: string, asking: Asking | null): string {
	if (asking === null) return word;
	if (isCompanyAsk(asking)) return `${word} · ${COMPANY_ASK[asking]()}`;
	return `${word} · ${isFileAsk(asking) ? FILE_ASK[asking]() : STEP[asking]()}`;
}
