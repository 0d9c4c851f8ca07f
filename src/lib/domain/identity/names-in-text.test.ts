import { describe, expect, it, test } from 'vitest';
import { namesIn, piecesOf } from '#lib/domain/identity/names-in-text.ts';

/** The very words that were found. */
const found = (text: string, ...names: string[]) =>
	namesIn(text, names).map(({ start, end }) => text.slice(start, end));

describe('A name in a note', () => {
	test.each([
		['as it is written', 'On a revu Nuage après la pause.', 'Nuage', ['Nuage']],
		['in other capitals', 'NUAGE et nuage', 'Nuage', ['NUAGE', 'nuage']],
		['without its accents', 'Merci a Eloise.', 'Éloïse', ['Eloise']],
		['with accents that it has not', 'Merci à Éloïse.', 'Eloise', ['Éloïse']],
		[
			'with accents as signs of their own',
			'Merci a\u0300 E\u0301loi\u0308se.',
			'Éloïse',
			['E\u0301loi\u0308se']
		],
		['between signs', '(Nuage), « Nuage » : nuage!', 'Nuage', ['Nuage', 'Nuage', 'nuage']],
		['after an elision', "Le sac d’Éric et l'éric", 'Éric', ['Éric', 'éric']],
		['at both ends', 'Nuage parle à Nuage', 'Nuage', ['Nuage', 'Nuage']],
		['over two lines', 'On a revu Petit\nLoup.', 'Petit Loup', ['Petit\nLoup']],
		['in another writing', 'On a revu نور hier', 'نور', ['نور']]
	])('is found %s', (_, text, name, words) => {
		expect(found(text, name)).toEqual(words);
	});

	test.each([
		['a part of a word', 'Les nuages, ennuager', 'Nuage'],
		['of two signs', 'Jo est passé avec Al', 'Jo'],
		['of two signs and a hyphen', 'J-O est passé', 'J-O'],
		['that is empty', 'On a bien ri.', ''],
		['of signs only', 'On a bien ri ★', '★★★'],
		['of which only one word stands there', 'Jean est passé', 'Jean Guy'],
		['whose words stand in another order', 'Guy Jean est passé', 'Jean Guy'],
		['whose words stand apart', 'Jean et Guy sont passés', 'Jean Guy'],
		['that begins at the end', 'C’était bien, Jean', 'Jean Guy']
	])('is not found: %s', (_, text, name) => {
		expect(found(text, name)).toEqual([]);
	});

	test.each(['Jean-Guy', 'Jean Guy', 'jean   guy', 'JEAN–GUY', 'Jean.Guy'])(
		'of several words is one however they are joined: %s',
		(text) => {
			expect(found(`Revu ${text} hier`, 'Jean-Guy')).toEqual([text]);
		}
	);

	it('« Soleil » is found in « carte-soleil »: somebody has to say that it is nobody', () => {
		expect(found('Trois demandes de carte-soleil', 'Soleil')).toEqual(['soleil']);
	});

	it('of three signs is long enough, and counts once whoever else is called so', () => {
		expect(found('Léo et Max', 'Léo', 'LEO', 'Max')).toEqual(['Léo', 'Max']);
	});

	it('inside of a longer one is marked with it', () => {
		expect(found('Marie Ève Roy est là', 'Marie', 'Marie-Ève', 'Ève Roy')).toEqual(['Marie Ève Roy']);
	});

	it('beside another one is marked by itself', () => {
		expect(found('Marie Ève', 'Marie', 'Ève')).toEqual(['Marie', 'Ève']);
	});
});

describe('Marking', () => {
	test.each(['Nuage', 'Revu Nuage.', 'Nuage Nuage', 'Personne ici', ''])(
		'leaves out nothing of « %s »',
		(text) => {
			const pieces = piecesOf(text, namesIn(text, ['Nuage']));
			expect(pieces.map((piece) => piece.text).join('')).toBe(text);
			expect(pieces.filter(({ isName }) => isName).every((piece) => piece.text === 'Nuage')).toBe(true);
			expect(pieces.filter(({ isName }) => isName)).toHaveLength(text.split('Nuage').length - 1);
		}
	);
});
