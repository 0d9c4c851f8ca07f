/** The shapes of the tables' rows. */
import type { Asks } from './asks.ts';
import type { Before, Things } from './stage.ts';

/** What every row says. */
export interface Row {
	readonly asks: Asks;
	/** Makes what the address and the body name. */
	readonly before?: Before;
	/** Asked for a place in whose hand, and of which service, as rules on places want to know. */
	readonly ofPlaces?: true;
	/** Asked for accounts of several roles, as the rule on accounts wants to know. */
	readonly ofRoles?: true;
	/** What it is about belongs to no site: whoever may, may anywhere. */
	readonly ofNetwork?: true;
	/** Changes or ends the session or the account that asks: a twin of each asks. */
	readonly byTwin?: true;
}

export interface CallRow extends Row {
	/** The status of a yes. */
	readonly yes: number;
	readonly body?: (things: Things) => object;
	/** A button of a page: it sends nothing. */
	readonly isBare?: true;
	/** The site of the thing is in the body, not in the address. */
	readonly siteInBody?: true;
	/** Changes the whole site: no other call of the walk beside it. */
	readonly alone?: true;
}

export interface PageRow extends Row {
	/** What somebody who may come in is answered; 200 when nothing is said. */
	readonly yes?: number;
	/** What somebody without a session is answered; the way to the sign-in page when nothing is said. */
	readonly stranger?: number;
	/** Its forms by the names of their actions. */
	readonly forms?: Readonly<Record<string, FormRow>>;
}

export interface FormRow extends Row {
	/** What the form is answered when the policy says yes; it is empty when nothing is said. */
	readonly yes: number;
	/** The same for somebody without a session, where that differs. */
	readonly stranger?: number;
	readonly form?: (things: Things) => Record<string, string | string[] | undefined>;
}
