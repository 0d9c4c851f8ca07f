import { faceOf } from '#lib/server/http/page-data.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, params }) => faceOf(locals, params.siteId, 'clinician');
