import { exportRegister } from '#lib/server/administration/incidents.ts';
import { registerAsCsv, registerAsJson } from '#lib/server/administration/register-file.ts';
import { m } from '#lib/messages/compiled/messages.js';
import { INCIDENT_FIELDS } from '#lib/messages/incident-words.ts';
import { isFresh, confirmingPage } from '#lib/server/http/page-data.ts';
import { signedInOnly } from '#lib/server/http/endpoint.ts';
import { problemResponse } from '#lib/server/http/problem.ts';
import type { RequestHandler } from './$types';

const REGISTER = '/administration/incidents';
const TYPES = { csv: 'text/csv; charset=utf-8', json: 'application/json' } as const;

/** The register as a file: a POST, so that no link of anybody's takes it out of the house. */
export const POST: RequestHandler = signedInOnly(async ({ locals, params }, session) => {
	const { format } = params;
	if (format !== 'csv' && format !== 'json') return problemResponse('not_found');
	if (!isFresh(session))
		return new Response(null, { status: 303, headers: { location: confirmingPage(REGISTER) } });
	const register = await exportRegister(locals.app, { accountId: session.account.id }, format);
	if ('refused' in register) return problemResponse(register.refused);
	const { incidents } = register;
	return new Response(format === 'csv' ? registerAsCsv(incidents, names()) : registerAsJson(incidents), {
		headers: {
			'content-type': TYPES[format],
			'content-disposition': `attachment; filename="incidents.${format}"`,
			'cache-control': 'no-store'
		}
	});
});

function names() {
	const fields = Object.entries(INCIDENT_FIELDS).map(([field, name]) => [field, name()]);
	return {
		...{ id: m.incident_column_id(), version: m.incident_column_version() },
		...{ at: m.incident_column_at(), by: m.incident_column_by() },
		...{ yes: m.incident_yes(), no: m.incident_no(), unknown: m.incident_unknown() },
		fields: Object.fromEntries(fields) as Record<keyof typeof INCIDENT_FIELDS, string>
	};
}
