import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as ts from 'typescript';
import { REPOSITORY } from './folders';

/** An option as an interface declares it. */
export interface DeclaredOption {
  readonly name: string;

  /** Its type, as it is written: `boolean`, `Peer[]`, … */
  readonly type: string;
  readonly isRequired: boolean;
}

/** A construct and the options that its constructor takes last. */
export interface DeclaredConstruct {
  readonly name: string;

  /** The room of `lib/` that it is in. */
  readonly room: string;
  readonly options: readonly DeclaredOption[];
}

const ROOMS = ['scenarios', 'aws', 'aws-rules', 'azurerm', 'terraform-aws', 'rules', 'net'];

const LIB = join(REPOSITORY, 'lib');

const statements = ROOMS.flatMap((room) => (readdirSync(join(LIB, room), { recursive: true, encoding: 'utf8' })).filter((file) => file.endsWith('.ts')).flatMap((file) => {
  const source = ts.createSourceFile(file, readFileSync(join(LIB, room, file), 'utf8'), ts.ScriptTarget.ES2022, true);
  return source.statements.map((statement) => ({ room, statement }));
}));

/** Every construct whose options a user writes, with what is declared: from the sources, so that a new option is among them by itself. */
export function declaredConstructs(): DeclaredConstruct[] {
  return statements.flatMap(({ room, statement }) => {
    if (!ts.isClassDeclaration(statement) || statement.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.AbstractKeyword)) return [];
    const parameters = statement.members.find(ts.isConstructorDeclaration)?.parameters ?? [];
    const type = parameters.at(-1)?.type?.getText() ?? '';
    return parameters[0]?.name.getText() === 'scope' && /(Props|Quota)$/.test(type) ? [{ name: statement.name!.text, room, options: optionsOf(type, room) }] : [];
  });
}

/** The values of an enumeration of this name; `undefined` where there is none. */
export function declaredEnum(name: string): string[] | undefined {
  const found = statements.map(({ statement }) => statement).find((statement) => ts.isEnumDeclaration(statement) && statement.name.text === name);
  return found === undefined ? undefined : (found as ts.EnumDeclaration).members.map(({ initializer }) => (initializer as ts.StringLiteral).text);
}

/** The options of an interface and of those that it extends; one of the same room first, since frameworks have interfaces of one name. */
function optionsOf(name: string, room: string): DeclaredOption[] {
  const found = [...statements].sort((a, b) => Number(b.room === room) - Number(a.room === room))
    .map(({ statement }) => statement)
    .find((statement): statement is ts.InterfaceDeclaration => ts.isInterfaceDeclaration(statement) && statement.name.text === name);
  if (found === undefined) {
    throw new Error(`no interface ${name} is declared in lib/`);
  }
  const own = found.members.filter(ts.isPropertySignature).map((member) => ({
    name: member.name.getText(), type: member.type!.getText(), isRequired: member.questionToken === undefined,
  }));
  const inherited = found.heritageClauses?.flatMap(({ types }) => types).flatMap((type) => optionsOf(type.expression.getText(), room)) ?? [];
  return [...new Map([...inherited, ...own].map((option) => [option.name, option])).values()];
}
