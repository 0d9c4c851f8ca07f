/** From reasons to services, by the site's rows (R-R1). */

/** How an entry's service was chosen; said to the peer helper before anything is confirmed. */
export type RoutedBy = 'asked' | 'route' | 'default';

/** The services to open an entry for, each once, in the order of the reasons. */
export interface Routing {
	readonly services: readonly string[];
	readonly routedBy: RoutedBy;
}

/**
 * For each reason the first service of its route that this block offers, else the block's default service.
 * Without a reason: the default service. Null when the block offers nothing at all.
 */
export function routeReasons(
	reasons: readonly string[],
	routes: ReadonlyMap<string, readonly string[]>,
	offered: ReadonlySet<string>,
	defaultService: string | null
): Routing | null {
	const chosen = new Set<string>();
	let byDefault = reasons.length === 0;
	for (const reason of reasons) {
		const first = routes.get(reason)?.find((service) => offered.has(service));
		if (first === undefined) byDefault = true;
		else chosen.add(first);
	}
	if (byDefault && defaultService !== null) chosen.add(defaultService);
	if (chosen.size === 0) return null;
	return { services: [...chosen], routedBy: byDefault ? 'default' : 'route' };
}
