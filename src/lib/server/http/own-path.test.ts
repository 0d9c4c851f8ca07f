import { expect, test } from 'vitest';
import { ownPath } from './own-path.ts';

test.each([
	'/compte',
	'/compte/deuxieme-etape?ajout=cle',
	'/administration/comptes/01890a5d-ac96-774b-bcce-b302099a8057',
	'/milieu/rive-nord/console',
	'/milieux',
	'/tablette/nip'
])('%s is a page of ours', (path) => {
	expect(ownPath(path, '/')).toBe(path);
});

test('what follows a # is no part of the way', () => {
	expect(ownPath('/compte#ici', '/')).toBe('/compte');
});

test.each([
	[null],
	[''],
	['compte'],
	['//evil.example'],
	['///evil.example/compte'],
	['/\\evil.example'],
	['\\/evil.example'],
	['/compte\\..\\evil'],
	['https://evil.example/compte'],
	['https:/compte'],
	['javascript:alert(1)'],
	['/%2F/evil.example'],
	['/compte/..//evil.example'],
	['/compte/../../connexion'],
	['/compte/%2e%2e/connexion'],
	['/\t/evil.example'],
	['/compte\r\nset-cookie: a=b'],
	['/compte\u0000'],
	['/comptes'],
	['/connexion'],
	['/api/v1/session'],
	['/@evil.example'],
	['/.evil.example']
])('%j is not', (text) => {
	expect(ownPath(text, '/nowhere-else')).toBe('/nowhere-else');
});
