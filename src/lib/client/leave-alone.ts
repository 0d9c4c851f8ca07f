/** Leaves somebody alone with this screen. */
import { ask, type Sent } from '#lib/client/send.ts';
import { leaveFor } from '#lib/client/shared-device.svelte.ts';
import { tellTabs } from '#lib/client/shared-device-tabs.ts';

/** From here on the browser opens one page; the list behind it is no step in its history. */
export async function leaveAlone(siteId: string): Promise<Sent> {
	const sent = await ask('/session/alone', { siteId });
	if (!sent.ok) return sent;
	// Whatever other tabs show must be gone before somebody finds it.
	tellTabs({ is: 'locked' });
	leaveFor(`/milieu/${siteId}/seul`);
	return sent;
}
