/** The register of incidents as a file: every version, with the names of the fields as the law has them. */
import type { Incident, IncidentShown } from '#lib/contract/incidents.ts';
import { csvOf } from '#lib/domain/text/csv.ts';

/** The incidents as JSON, the newest version first in each. */
export function registerAsJson(incidents: readonly IncidentShown[]): string {
	return `${JSON.stringify({ incidents: incidents.map(({ id, versions }) => ({ id, versions })) }, null, '\t')}\n`;
}

/** One line for each version; `names` are the heads of the columns, and the words for what is no text. */
export function registerAsCsv(incidents: readonly IncidentShown[], names: RegisterNames): string {
	const heads = [names.id, names.version, names.at, names.by, ...FIELDS.map((field) => names.fields[field])];
	const lines = incidents.flatMap(({ id, versions }) =>
		versions.map(({ at, by, incident }, newer) => [
			...[id, String(versions.length - newer), at, by],
			...FIELDS.map((field) => cell(incident, field, names))
		])
	);
	return csvOf([heads, ...lines]);
}

export interface RegisterNames {
	readonly id: string;
	readonly version: string;
	readonly at: string;
	readonly by: string;
	readonly yes: string;
	readonly no: string;
	readonly unknown: string;
	readonly fields: Readonly<Record<keyof Incident, string>>;
}

const FIELDS = [
	...([
		'information',
		'circumstances',
		'from',
		'until',
		'awareOn',
		'persons',
		'reasoning',
		'serious'
	] as const),
	...(['commissionOn', 'ministerOn', 'personsOn', 'noticeWords', 'measures'] as const)
] satisfies (keyof Incident)[];

function cell(incident: Incident, field: keyof Incident, { yes, no, unknown }: RegisterNames): string {
	const value = incident[field];
	if (field === 'persons' && value === null) return unknown;
	if (typeof value === 'boolean') return value ? yes : no;
	return value === null ? '' : String(value);
}
