/** A place on the list for somebody who is alone with the screen, through the one door, in the name of whoever left them. */
import type { RequestEvent } from '@sveltejs/kit';
import type { AloneForm, Ticket } from '#lib/contract/alone.ts';
import type { VisitAnswer } from '#lib/contract/answers.ts';
import type { Problem } from '#lib/contract/problems.ts';
import type { Session } from '#lib/server/auth/sessions.ts';
import { registerCommand } from '#lib/server/commands/from-body.ts';
import { keptAnswers } from '#lib/server/http/alone/kept-answers.ts';
import { callSomebody } from '#lib/server/http/alone/somebody-comes.ts';
import { ticketOf } from '#lib/server/http/alone/script.ts';
import type { PersonLanguage } from '#lib/messages/person-words.ts';
import { tongueOf } from '#lib/server/http/alone/words.ts';
import { refusalOver, whoOf } from '#lib/server/http/limited.ts';
import { executeAndRespond } from '#lib/server/http/respond.ts';
import type { Db } from '#lib/server/store/database.ts';
import { readQuestions } from '#lib/server/store/read-questions.ts';
import { readAloneTexts, readNewWord, readTicketFacts } from '#lib/server/store/alone-texts.ts';

export type Registered = { readonly ticket: Ticket } | { readonly problem: Problem };

/** Registers what the form says; sent again with the same ids, it makes nothing new and answers the same. */
export async function registerAlone(
	event: RequestEvent,
	{ account }: Session,
	asked: { siteId: string; lang: PersonLanguage; form: AloneForm }
): Promise<Registered> {
	const { app } = event.locals;
	const { siteId, lang, form } = asked;
	const over = await refusalOver(app.limits, 'registrations_alone', whoOf(event.locals, account.id));
	const response = over ?? (await register(event, account.id, asked));
	const made = await wordOf(response, app.database.read, { siteId, visitId: form.visitId });
	const isListed = typeof made === 'string';
	// Too many places taken on one screen is no reason to let somebody press in vain.
	const asking = { siteId, accountId: account.id, visitId: form.visitId, isListed };
	const help = form.pressing === undefined ? null : (await callSomebody(event, asking)) ? 'comes' : 'ask';
	if (!isListed) return { problem: made };

	const { read } = app.database;
	const [texts, facts] = await Promise.all([
		readAloneTexts(read, siteId),
		readTicketFacts(read, { siteId, visitId: form.visitId, word: made, lang })
	]);
	if (texts === null) throw new Error('somebody was registered at a site that does not exist');
	const tongue = await tongueOf(lang, texts.manner);
	return { ticket: ticketOf(made, facts, { tongue, help }) };
}

async function register(
	{ locals: { app, requestId } }: RequestEvent,
	actorId: string,
	{ siteId, lang, form }: { siteId: string; lang: PersonLanguage; form: AloneForm }
): Promise<Response> {
	const questions = form.answers === undefined ? [] : await readQuestions(app.database.read, 'fr');
	const body = { ...bodyOf(form, lang), ...keptAnswers(questions, form.answers ?? []) };
	const command = registerCommand(body, app.newId);
	return executeAndRespond(app, { siteId, id: form.id, actorId, target: siteId, body, command }, requestId);
}

/** The word that was given; also to an earlier press whose answer was lost on the way. */
async function wordOf(
	response: Response,
	sql: Db,
	which: { siteId: string; visitId: string }
): Promise<string | Problem> {
	const answer = (await response.json()) as VisitAnswer | Problem;
	if (!('code' in answer)) return answer.visit.word;
	const earlier = answer.code === 'visit_exists' ? await readNewWord(sql, which) : null;
	return earlier ?? answer;
}

/** The command's body. The language that somebody reads in is the one that the team will need. */
function bodyOf({ id, visitId, reasons = [], ageS = 0, pressing }: AloneForm, language: PersonLanguage) {
	return { id, visitId, reasons, language, ageMs: ageS * 1000, pressing };
}
