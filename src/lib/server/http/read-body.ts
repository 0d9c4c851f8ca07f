/** Reads and checks a JSON body. What does not fit is refused before anything is touched. */
import type { z } from 'zod';
import type { FieldProblem } from '#lib/contract/problems.ts';
import { FIELD_SENTENCES, type FieldCode } from '#lib/messages/problem-sentences.ts';
import { invalidInput, problemResponse } from '#lib/server/http/problem.ts';

/** The largest command is a note of 500 characters and some codes. */
const LARGEST_BODY = 32 * 1024;

export type Read<T> = { body: T; refusal?: never } | { refusal: Response; body?: never };

/** The parsed body, or the response that says what is wrong with it. An empty body reads as `{}`. */
export async function readBody<S extends z.ZodType>(request: Request, schema: S): Promise<Read<z.infer<S>>> {
	const text = await readText(request);
	if (text === null) return { refusal: problemResponse('too_large') };
	let json: unknown;
	try {
		json = text === '' ? {} : JSON.parse(text);
	} catch {
		return { refusal: problemResponse('invalid_json') };
	}
	const parsed = schema.safeParse(json);
	if (parsed.success) return { body: parsed.data };
	return { refusal: invalidInput(parsed.error.issues.flatMap((issue) => fieldProblems(issue, json))) };
}

const JSON_TYPE = /^application\/(?:[\w.+-]+\+)?json$/i;

/**
 * The refusal of a body that does not call itself JSON; null for JSON, and for no body. Another site's form sends
 * text or a form's fields with the browser's cookies and without asking first; it never sends JSON.
 */
export async function refuseOtherMedia(request: Request): Promise<Response | null> {
	const { headers } = request;
	const [type = ''] = (headers.get('content-type') ?? '').split(';');
	if (JSON_TYPE.test(type.trim())) return null;
	// SvelteKit gives a body without a type as no body: only its length tells that there is one.
	const unnamed = Number(headers.get('content-length') ?? 0) > 0 || headers.has('transfer-encoding');
	const isEmpty = type === '' ? !unnamed : (await readText(request)) === '';
	return isEmpty ? null : problemResponse('unsupported_media_type');
}

/**
 * The refusal of a form that is not written as ours are; null for ours, and for what says nothing of itself. Other
 * ways of writing a form can be broken, and a page that reads one would fall over it.
 */
export function refuseOtherForm({ headers }: Request): Response | null {
	const [type = ''] = (headers.get('content-type') ?? '').split(';');
	const isOurs = ['', 'application/x-www-form-urlencoded'].includes(type.trim().toLowerCase());
	return isOurs ? null : problemResponse('unsupported_media_type');
}

async function readText(request: Request): Promise<string | null> {
	if (Number(request.headers.get('content-length') ?? 0) > LARGEST_BODY) return null;
	if (request.body === null) return '';
	const chunks: Uint8Array[] = [];
	let size = 0;
	try {
		for await (const chunk of request.body as unknown as AsyncIterable<Uint8Array>) {
			size += chunk.byteLength;
			// Read to its end, unkept: leaving off in the middle would cut the line before the answer.
			if (size <= LARGEST_BODY) chunks.push(chunk);
		}
	} catch {
		// The adapter's own limit, or a client that went away in the middle.
		return null;
	}
	return size > LARGEST_BODY ? null : Buffer.concat(chunks).toString('utf8');
}

/** What an issue of zod says of which fields; values are never repeated. */
export function fieldProblems(issue: z.core.$ZodIssue, json: unknown): FieldProblem[] {
	const path = issue.path.join('.');
	if (issue.code === 'unrecognized_keys') {
		return issue.keys.map((key) => fieldProblem([path, key].filter(Boolean).join('.'), 'unknown_field'));
	}
	return [fieldProblem(path, fieldCode(issue, json))];
}

function fieldCode(issue: z.core.$ZodIssue, json: unknown): FieldCode {
	const missing = valueAt(json, issue.path) === undefined;
	if (missing && issue.code !== 'custom') return 'required';
	if (issue.code === 'too_big' || issue.code === 'too_small') {
		if (issue.origin !== 'string' && issue.origin !== 'array') return 'out_of_range';
		return issue.code === 'too_big' ? 'too_long' : 'too_short';
	}
	return FIELD_CODES[issue.code] ?? 'bad_format';
}

/** Our word for zod's; `custom` is the cause that goes with a level. */
const FIELD_CODES: Partial<Record<z.core.$ZodIssue['code'], FieldCode>> = {
	invalid_type: 'wrong_type',
	invalid_value: 'unknown_value',
	custom: 'required'
};

function valueAt(json: unknown, path: PropertyKey[]): unknown {
	return path.reduce<unknown>(
		(value, key) => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined),
		json
	);
}

/** A field and what is wrong with it, in words. */
export function fieldProblem(path: string, code: FieldCode): FieldProblem {
	return { path: path.slice(0, 100), code, message: FIELD_SENTENCES[code]() };
}
