import type { App as Halte } from '#lib/server/app.ts';
import type { SignedIn } from '#lib/server/auth/sessions.ts';

declare global {
	namespace App {
		interface Locals {
			app: Halte;
			requestId: string;
			signedIn: SignedIn | null;
		}
		interface Error {
			message: string;
			errorId?: string;
		}
	}
}

export {};
