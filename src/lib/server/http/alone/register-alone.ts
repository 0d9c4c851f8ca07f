/** A place on the list for somebody who is alone with the screen, through the one door, in the name of whoever left them. */
import type { RequestEvent } from '@sveltejs/kit';
import type { AloneForm, Ticket } from '#lib/contract/alone.ts';
import type { VisitAnswer } from '#lib/contract/answers.ts';
import type { Problem } from '#lib/contract/problems.ts';
import type { Session } from '#lib/server/auth/sessions.ts';
import { registerCommand } from '#lib/server/commands/from-body.ts';
import { callSomebody } from '#lib/server/http/alone/somebody-comes.ts';
import { ticketOf } from '#lib/server/http/alone/script.ts';
import type { PersonLanguage } from '#lib/server/http/alone/words.ts';
import { refusalOver, whoOf } from '#lib/server/http/limited.ts';
import { executeAndRespond } from '#lib/server/http/respond.ts';
import { readAloneTexts, readTicketFacts } from '#lib/server/store/alone-texts.ts';

export type Registered = { readonly ticket: Ticket } | { readonly problem: Problem };

/** Registers what the form says; sent again with the same ids, it makes nothing new and answers the same. */
export async function registerAlone(
	event: RequestEvent,
	{ account }: Session,
	asked: { siteId: string; lang: PersonLanguage; form: AloneForm }
): Promise<Registered> {
	const { app } = event.locals;
	const { siteId, lang, form } = asked;
	const body = bodyOf(form, lang);
	const over = await refusalOver(app.limits, 'registrations_alone', whoOf(event.locals, account.id));
	const request = {
		...{ siteId, id: form.id, actorId: account.id, target: siteId, body },
		command: registerCommand(body, app.newId)
	};
	const response = over ?? (await executeAndRespond(app, request, event.locals.requestId));
	if (!response.ok) return { problem: (await response.json()) as Problem };

	const { visit } = (await response.json()) as VisitAnswer;
	const pressing = form.pressing === 'yes';
	if (pressing) await callSomebody(event, visit.id);
	const { read } = app.database;
	const [texts, facts] = await Promise.all([
		readAloneTexts(read, siteId),
		readTicketFacts(read, { siteId, visitId: visit.id, word: visit.word, lang })
	]);
	const address = texts?.addressForm ?? 'vous';
	return { ticket: ticketOf(visit.word, facts, { lang, address, pressing }) };
}

/** The command's body. The language that somebody reads in is the one that the team will need. */
function bodyOf({ id, visitId, reasons = [], ageS = 0 }: AloneForm, language: PersonLanguage) {
	return { id, visitId, reasons, language, ageMs: ageS * 1000 };
}
