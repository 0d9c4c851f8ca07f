import { openApiDocument } from '#lib/server/http/openapi.ts';
import { answer } from '#lib/server/http/endpoint.ts';

/** Described from the schemas in use; open, like the pages that explain it. */
export const GET = () => answer(openApiDocument());
