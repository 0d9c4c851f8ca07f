/** What a screen needs in order to propose: the same rules by which the server will decide. */
export { ruleFor } from '#lib/domain/policy/policy.ts';
export { routeReasons } from '#lib/domain/routing/route.ts';
