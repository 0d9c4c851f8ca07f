/** The fields of a TypeScript type, read by the compiler from the source: no list of ours can forget one. */
import ts from 'typescript';
import { below, onceEach, type Field } from './field.ts';

/** Enough to understand our own types; `#lib/…` is found through package.json. */
const OPTIONS: ts.CompilerOptions = {
	strict: true,
	noEmit: true,
	target: ts.ScriptTarget.ES2023,
	module: ts.ModuleKind.ESNext,
	moduleResolution: ts.ModuleResolutionKind.Bundler,
	allowImportingTsExtensions: true,
	skipLibCheck: true,
	types: []
};

interface TypesOf {
	/** For each member of an interface, the fields of its type; of a method, those of what it is given. */
	membersOf(name: string): Map<string, Field[]>;
}

const read = new Map<string, TypesOf>();

/** Reads a file with all that it imports, once. @throws when it does not compile: its fields would be guesses. */
export function typesOf(file: string): TypesOf {
	const types = read.get(file) ?? readTypes(file);
	read.set(file, types);
	return types;
}

function readTypes(file: string): TypesOf {
	const program = ts.createProgram([file], OPTIONS);
	const source = program.getSourceFile(file);
	if (source === undefined) throw new Error(`there is no ${file}`);
	const [fault] = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
	if (fault) throw new Error(`${file}: ${ts.flattenDiagnosticMessageText(fault.messageText, ' ')}`);
	const checker = program.getTypeChecker();
	const walk = walker(checker);
	const typeOf = (name: string): ts.Type => {
		const declared = source.statements.find(
			(node): node is ts.InterfaceDeclaration | ts.TypeAliasDeclaration =>
				(ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)) && node.name.text === name
		);
		if (declared === undefined) throw new Error(`${file} has no type ${name}`);
		return checker.getTypeAtLocation(declared.name);
	};
	return {
		membersOf(name) {
			const members = checker.getPropertiesOfType(typeOf(name));
			return new Map(
				members.map((member) => {
					const type = checker.getTypeOfSymbol(member);
					const [call] = type.getCallSignatures();
					if (call === undefined) return [member.name, onceEach(walk(type, ''))];
					const given = call.parameters.flatMap((parameter) => walk(checker.getTypeOfSymbol(parameter), ''));
					return [member.name, onceEach(given)];
				})
			);
		}
	};
}

type Walk = (type: ts.Type, at: string, optional?: boolean, above?: readonly ts.Type[]) => Field[];

function walker(checker: ts.TypeChecker): Walk {
	const walk: Walk = (asked, at, optional = false, above = []) => {
		const type = checker.getNonNullableType(asked);
		if (type.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown | ts.TypeFlags.TypeParameter)) {
			throw new Error(`« ${at} » could be anything: a field that has no type can't be reviewed`);
		}
		if (above.includes(type)) throw new Error(`« ${at} » holds itself: its fields would have no end`);
		const inside = [...above, type];
		if (type.isUnion()) return type.types.flatMap((one) => walk(one, at, optional, inside));
		if (!(type.flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection))) return [{ path: at, optional }];
		if (checker.isArrayType(type) || checker.isTupleType(type)) {
			const items = checker.getTypeArguments(type as ts.TypeReference);
			return items.flatMap((item) => walk(item, `${at}[]`, optional, inside));
		}
		if (type.getCallSignatures().length > 0) throw new Error(`« ${at} » is a function: it can't be sent`);
		const keyed = checker.getIndexInfosOfType(type);
		const members = checker.getPropertiesOfType(type);
		return [
			...members.flatMap((member) => {
				const mayMiss = optional || (member.flags & ts.SymbolFlags.Optional) !== 0;
				return walk(checker.getTypeOfSymbol(member), below(at, member.name), mayMiss, inside);
			}),
			...keyed.flatMap(({ type: value }) => walk(value, below(at, '*'), true, inside))
		];
	};
	return walk;
}
