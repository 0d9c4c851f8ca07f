import type { App as Halte } from '#lib/server/app.ts';
import type { Device } from '#lib/server/auth/devices.ts';
import type { PersonLanguage } from '#lib/messages/person-words.ts';
import type { Session, SignedIn } from '#lib/server/auth/sessions.ts';

declare global {
	namespace App {
		interface Locals {
			app: Halte;
			requestId: string;
			/** Somebody whose session is open: the clinic's work can be done. */
			signedIn: SignedIn | null;
			/** Whatever the cookie names, also when the second factor or the PIN is still due. */
			session: Session | null;
			/** The enrolled tablet that this browser is. */
			device: Device | null;
			/** The language of a screen for the person in front of it; null on the team's own screens. */
			personLanguage: PersonLanguage | null;
		}
		interface Error {
			message: string;
			errorId?: string;
		}
	}
}

export {};
