/** `npm run admin -- questions`: what is asked at the welcome, for the whole network. */
import { questionFile } from '#lib/contract/questions.ts';
import type { Tx } from '#lib/server/store/database.ts';
import { loadQuestions, withdrawQuestion, type UnfitQuestion } from '#lib/server/store/load-questions.ts';
import { readQuestions } from '#lib/server/store/read-questions.ts';
import { noMore, readLine } from './arguments.ts';
import { Failure, Misuse } from './failure.ts';
import type { openHouse } from './house.ts';
import { table } from './table.ts';
import { readForm } from './words.ts';

const STAGES = { intake: 'à l’accueil', later: 'plus tard', after: 'après' } as const;
const WHY: Record<UnfitQuestion['why'], string> = {
	no_french: 'il manque un texte en français',
	twice: 'elle, son champ ou un de ses choix y est deux fois',
	no_options: 'elle n’a aucun choix',
	unknown_value: 'un de ses choix n’existe pas pour ce champ',
	other_field: 'elle remplit un autre champ que jusqu’ici ; donnez-lui un autre nom'
};

export async function runQuestions(args: readonly string[], open: typeof openHouse): Promise<string> {
	const { words } = readLine(args, {});
	const [what, of, ...more] = words;
	noMore(more);
	if (what === 'list') {
		noMore(of === undefined ? [] : [of]);
		return list(open);
	}
	if (what !== 'load' && what !== 'withdraw') throw new Misuse('questions : list, load ou withdraw.');
	if (of === undefined) throw new Misuse('Il manque le fichier, ou la question.');
	return what === 'load' ? load(of, open) : withdraw(of, open);
}

function list(open: typeof openHouse): Promise<string> {
	return open(async ({ database }) => {
		const questions = await readQuestions(database.read, 'fr');
		if (questions.length === 0) return 'Aucune question.';
		return table(
			['question', 'version', 'quand', 'choix', 'texte'],
			questions.map(({ id, version, stage, options, text }) => [
				...[id, String(version), STAGES[stage], String(options.length), text.vous]
			])
		);
	});
}

async function load(file: string, open: typeof openHouse): Promise<string> {
	const questions = await readForm(file, questionFile);
	return open(async ({ database }) => {
		const loaded = await database.write.begin((tx: Tx) => loadQuestions(tx, questions));
		if ('why' in loaded) throw new Failure(`Question ${loaded.question} : ${WHY[loaded.why]}.`);
		const { added, changed, same } = loaded;
		return `${added.length} nouvelles, ${changed.length} changées, ${same.length} comme avant.`;
	});
}

function withdraw(id: string, open: typeof openHouse): Promise<string> {
	return open(async ({ database }) => {
		if (!(await withdrawQuestion(database.write, id))) throw new Failure(`${id} n’est pas posée.`);
		return `${id} n’est plus posée.`;
	});
}
