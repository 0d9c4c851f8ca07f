/** What the forms of coordination about people may send. */
import { z } from '#lib/contract/schema.ts';

const code = z.string().regex(/^[a-z0-9][a-z0-9_-]{0,63}$/);
const key = z.uuid().toLowerCase();

export const peopleForms = {
	merge: z.strictObject({ siteId: code, personId: key, intoId: key }),
	separate: z.strictObject({ siteId: code, personId: key })
} as const;
