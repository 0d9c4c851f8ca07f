/** What a text says beside its random keys, in which any four digits turn up once in a few thousand. */
export function withoutIds(text: string): string {
	return text.replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '');
}
