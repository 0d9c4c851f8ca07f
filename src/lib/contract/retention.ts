/** How long things are kept, as the page shows and changes it. */
import { z } from '#lib/contract/schema.ts';
import { RETENTION_BOUNDS, type RetentionCategory } from '#lib/domain/retention/retention.ts';

export type { Keeping, RetentionCategory } from '#lib/domain/retention/retention.ts';

const amount = (category: RetentionCategory) =>
	z
		.string()
		.trim()
		.regex(/^\d{1,4}$/)
		.transform(Number)
		.pipe(z.number().min(RETENTION_BOUNDS[category].least).max(RETENTION_BOUNDS[category].most));

/** Each in its own unit: hours, months, days. */
export const retentionForm = z.strictObject({
	visitValues: amount('visit_values'),
	person: amount('person'),
	recentAliases: amount('recent_aliases')
});
