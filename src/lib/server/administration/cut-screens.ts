/** A screen that was cut because a copy of its key was shown, as the history has it: nobody did it. */
import { recordChange } from '#lib/server/administration/changes.ts';
import type { RecordCut } from '#lib/server/auth/displays.ts';

/** The port through which screens that are cut by themselves write into the history. */
export function recordingCuts({ newId }: { readonly newId: () => string }): RecordCut {
	return (tx, at, { displayId, siteId, label }) =>
		recordChange(tx, at, {
			...{ id: newId(), by: null, subject: 'display', subjectId: displayId, siteId },
			...{ what: 'display_cut', before: { label }, after: { label: null } }
		});
}
