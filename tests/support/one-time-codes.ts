/** Codes that the office reads out, and the form that takes them. */
import type { Browser, PageReply } from './browser.ts';

const CODE = /\b[AFHJKLMPQRWXYZ2-9]{3} [AFHJKLMPQRWXYZ2-9]{3} [AFHJKLMPQRWXYZ2-9]{3}\b/;

/** What the office’s button answers for an account. */
export function askCode(office: Browser, accountId: string): Promise<PageReply> {
	return office.submit(`/administration/comptes/${accountId}?/code`);
}

/** The code on a page; null when there is none. */
export function codeIn({ text }: PageReply): string | null {
	return CODE.exec(text)?.[0] ?? null;
}

/** A code for an account, which must be given. */
export async function codeFor(office: Browser, accountId: string): Promise<string> {
	const reply = await askCode(office, accountId);
	const code = codeIn(reply);
	if (reply.status !== 200 || code === null) throw new Error(`no code for ${accountId}: ${reply.status}`);
	return code;
}

/** Chooses a password by a code, on the page of the forgotten or of the first time. */
export function chooseBy(
	browser: Browser,
	code: string,
	{ username, password, again = password }: { username: string; password: string; again?: string },
	page = '/connexion/code'
): Promise<PageReply> {
	return browser.submit(page, { username, code, password, again });
}
