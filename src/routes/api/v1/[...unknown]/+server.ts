import { problemResponse } from '#lib/server/http/problem.ts';
import type { RequestHandler } from './$types';

/** Addresses that do not exist answer like everything else here. */
export const fallback: RequestHandler = () => problemResponse('not_found');
