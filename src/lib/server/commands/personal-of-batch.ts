/** What the commands of a batch say of people: marks for the events, values for the rows that can be erased. */
import { rootOf } from '#lib/domain/person/known.ts';
import type { Command } from '#lib/domain/queue/commands.ts';
import type { SiteState } from '#lib/domain/queue/site-state.ts';
import type { Cause } from '#lib/domain/visit/events.ts';
import { logForm } from '#lib/server/commands/log-form.ts';
import type { CommandRequest } from '#lib/server/commands/request.ts';
import type { KeyRing } from '#lib/server/keys/key-ring.ts';
import type { Tx } from '#lib/server/store/database.ts';
import type { Statement } from '#lib/server/store/in-order.ts';
import { saveLookDetails } from '#lib/server/store/look-rows.ts';
import { personMarksOf, savePersonValues, type PersonChange } from '#lib/server/store/person-values.ts';
import {
	copyPersonal,
	erases,
	keepPersonal,
	marksOf,
	savePersonal,
	takeBackPersonal
} from '#lib/server/store/personal.ts';
import type { LoggedEvent } from '#lib/server/store/save-site.ts';

interface Ports {
	readonly keys: KeyRing;
	readonly newId: () => string;
	readonly newSalt: () => string;
}

/** Salts stay the same for a visit and a person as long as they have values; a new one is drawn when there is none. */
export class PersonalOfBatch {
	readonly #visits: { visitId: string; request: CommandRequest }[] = [];
	readonly #people: { change: PersonChange; request: CommandRequest }[] = [];

	readonly #looks: { lookId: string; room: string | null; words?: string }[] = [];

	constructor(
		readonly ports: Ports,
		readonly visitSalts: Map<string, string>,
		readonly personSalts: Map<string, string>
	) {}

	/** The command with marks of the values that it brings, never the values. */
	marked({ command, personal, person }: CommandRequest, state: SiteState): Command {
		const { keys } = this.ports;
		if (isAboutPerson(command)) {
			const salt = this.#saltOf(this.personSalts, rootOf(state, command.personId));
			return { ...command, personal: personMarksOf(keys, person ?? {}, salt) };
		}
		if (!isAboutVisit(command)) return command;
		const salt = this.#saltOf(this.visitSalts, command.visitId);
		return { ...command, personal: marksOf(keys, personal ?? {}, salt) };
	}

	/** Keeps what an accepted command brings until the rows are written. */
	keep(request: CommandRequest, state: SiteState, { by, at }: Cause): void {
		const { command, personal = {}, person = {}, words } = request;
		if (command.verb === 'quick_look') {
			const { lookId, room } = command;
			this.#looks.push({ lookId, room, ...(words !== undefined && { words }) });
		}
		if (isAboutVisit(command) && Object.keys(personal).length > 0) {
			this.#visits.push({ visitId: command.visitId, request });
		}
		// Somebody new has a row of their own from the start, with the salt of their marks.
		if (isAboutPerson(command) && (command.verb === 'identify' || Object.keys(person).length > 0)) {
			const personId = rootOf(state, command.personId);
			const salt = this.#saltOf(this.personSalts, personId);
			this.#people.push({ change: { personId, salt, by, at, newId: this.ports.newId }, request });
		}
	}

	/** The events as the log may hold them. */
	logged(events: readonly LoggedEvent[]): LoggedEvent[] {
		const saltOf = (personId: string) => this.#saltOf(this.personSalts, personId);
		return events.map((row) => ({ ...row, event: logForm(row.event, this.ports.keys, saltOf) }));
	}

	/** The statements that write visits' values, where that is all there is to it; else none, and `save` does. */
	statements(tx: Tx): Statement[] {
		if (this.#reachesFurther()) return [];
		return this.#visits.map(({ visitId, request }) =>
			keepPersonal(tx, this.ports.keys, this.#rowOf(visitId), request.personal ?? {})
		);
	}

	/** Writes the other values; then what an absorbed visit knew goes over to the one that stays, or back. */
	async save(tx: Tx, events: readonly LoggedEvent[]): Promise<void> {
		const { keys } = this.ports;
		for (const { change, request } of this.#people) {
			await savePersonValues(tx, keys, change, request.person ?? {});
		}
		if (this.#reachesFurther())
			for (const { visitId, request } of this.#visits)
				await savePersonal(tx, keys, this.#rowOf(visitId), request.personal ?? {});
		for (const look of this.#looks) await saveLookDetails(tx, keys, look);
		for (const { event } of events) {
			if (event.type === 'VisitTookOver') {
				const salt = this.#saltOf(this.visitSalts, event.visitId);
				await copyPersonal(tx, keys, { from: event.absorbedId, to: event.visitId, salt });
			}
			if (event.type === 'VisitGaveBack') {
				await takeBackPersonal(tx, keys, { from: event.toId, to: event.visitId });
			}
		}
	}

	/** Values that are erased take more statements, and the others of the batch keep their order with them. */
	#reachesFurther(): boolean {
		return this.#visits.some(({ request }) => erases(request.personal ?? {}));
	}

	#rowOf(visitId: string) {
		return { visitId, salt: this.#saltOf(this.visitSalts, visitId) };
	}

	#saltOf(salts: Map<string, string>, id: string): string {
		const salt = salts.get(id) ?? this.ports.newSalt();
		salts.set(id, salt);
		return salt;
	}
}

type Brings<V extends Command['verb']> = Extract<Command, { verb: V }>;

function isAboutVisit(command: Command): command is Brings<'register' | 'details'> {
	return command.verb === 'register' || command.verb === 'details';
}

function isAboutPerson(command: Command): command is Brings<'identify' | 'person_details' | 'health_number'> {
	return ['identify', 'person_details', 'health_number'].includes(command.verb);
}
