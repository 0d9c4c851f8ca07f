import { z } from '#lib/contract/schema.ts';
import { approveBody } from '#lib/contract/commands.ts';

/** Making this browser a tablet of a site; the label is what is written on its back. */
export const enrolBody = z.strictObject({
	siteId: approveBody.shape.siteId,
	label: approveBody.shape.label.unwrap().min(1)
});
