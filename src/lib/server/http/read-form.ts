/** Reads and checks a form of a page. A field that the form does not have is refused, like any other mistake. */
import type { z } from 'zod';
import type { Problem } from '#lib/contract/problems.ts';
import { fieldProblems } from '#lib/server/http/read-body.ts';
import { problemOf } from '#lib/server/http/problem.ts';

/** What was typed, to be shown again beside what is wrong; never a secret, these forms have none. */
export type Typed = Readonly<Record<string, string | string[]>>;

export type ReadForm<T> =
	| { readonly body: T; readonly typed: Typed; readonly problem?: never }
	| { readonly problem: Problem; readonly typed: Typed; readonly body?: never };

/** The parsed fields, or what is wrong with them. A field that stands several times reads as a list. */
export async function readForm<S extends z.ZodType>(
	request: Request,
	schema: S
): Promise<ReadForm<z.infer<S>>> {
	const fields = new Map<string, string[]>();
	for (const [name, value] of await request.formData()) {
		if (typeof value !== 'string') continue;
		fields.set(name, [...(fields.get(name) ?? []), value]);
	}
	const sent = Object.fromEntries(
		[...fields].map(([name, values]) => [name, values.length === 1 ? (values[0] ?? '') : values])
	);
	const parsed = schema.safeParse(sent);
	// No page can be given a field of that name, and no form has one.
	const { ['__proto__']: _, ...typed } = sent;
	if (parsed.success) return { body: parsed.data, typed };
	const problems = parsed.error.issues.flatMap((issue) => fieldProblems(issue, sent));
	return { problem: problemOf('invalid_input', { fields: problems }), typed };
}
