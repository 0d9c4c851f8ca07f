/** The calls of the doors: signing in and out, second factors, sessions. */
import type { z } from 'zod';
import { sessionAnswer, sessionsAnswer, signInAnswer } from '#lib/contract/answers.ts';
import { emptyBody, leaveAloneBody, pinBody, signInBody } from '#lib/contract/commands.ts';
import {
	addedPasskeyAnswer,
	addPasskeyBody,
	askPasskeyBody,
	passkeyOptionsAnswer,
	passkeySignInBody,
	secondFactorBody,
	stepUpBody
} from '#lib/contract/second-factor.ts';

/** One call of the document. */
export interface Call {
	method: 'get' | 'post' | 'delete';
	path: string;
	summary: string;
	body?: z.ZodType;
	answers: Record<number, z.ZodType | null>;
	query?: string[];
	/** No session needed. */
	open?: boolean;
}

export const DOOR_CALLS: readonly Call[] = [
	{
		method: 'post',
		path: '/session',
		summary: 'Sign in',
		body: signInBody,
		answers: { 200: signInAnswer },
		open: true
	},
	{ method: 'get', path: '/session', summary: 'Who am I', answers: { 200: sessionAnswer } },
	{ method: 'delete', path: '/session', summary: 'Sign out', answers: { 204: null } },
	{
		method: 'post',
		path: '/session/activity',
		summary: 'Somebody touched the screen: the session goes on',
		body: emptyBody,
		answers: { 204: null }
	},
	{
		method: 'post',
		path: '/session/lock',
		summary: 'Put a shared tablet down: another token, which opens nothing',
		body: emptyBody,
		answers: { 204: null }
	},
	{
		method: 'post',
		path: '/session/alone',
		summary: 'Leave somebody alone with the screen of a site: another token, which opens one page',
		body: leaveAloneBody,
		answers: { 204: null }
	},
	{
		method: 'post',
		path: '/session/unlock',
		summary: 'A tile and its PIN, on an enrolled device',
		body: pinBody,
		answers: { 200: sessionAnswer },
		open: true
	},
	{
		method: 'post',
		path: '/session/second-factor',
		summary: 'The second step of signing in: one code, or one passkey',
		body: secondFactorBody,
		answers: { 200: sessionAnswer }
	},
	{
		method: 'post',
		path: '/session/step-up',
		summary: 'Confirm who one is, for ten minutes: password and code, or a passkey',
		body: stepUpBody,
		answers: { 200: sessionAnswer }
	},
	{
		method: 'post',
		path: '/session/passkey/options',
		summary: 'What a browser is given to show a passkey',
		body: askPasskeyBody,
		answers: { 200: passkeyOptionsAnswer },
		open: true
	},
	{
		method: 'post',
		path: '/session/passkey',
		summary: 'Sign in with a passkey alone',
		body: passkeySignInBody,
		answers: { 200: sessionAnswer },
		open: true
	},
	{
		method: 'post',
		path: '/session/passkeys/options',
		summary: 'What a browser is given to make a passkey',
		body: emptyBody,
		answers: { 200: passkeyOptionsAnswer }
	},
	{
		method: 'post',
		path: '/session/passkeys',
		summary: 'Add the passkey that a browser made',
		body: addPasskeyBody,
		answers: { 201: addedPasskeyAnswer }
	},
	{ method: 'get', path: '/sessions', summary: 'My sessions', answers: { 200: sessionsAnswer } },
	{
		method: 'delete',
		path: '/sessions',
		summary: 'End all my sessions, this one too',
		answers: { 204: null }
	},
	{
		method: 'delete',
		path: '/sessions/{sessionId}',
		summary: 'End one of my sessions',
		answers: { 204: null }
	}
];
