/* eslint-disable no-bitwise -- the flags of the compiler are bits */
/** Every public name is documented: whatever an entry point exports, and every public member of it. */
import { relative } from 'node:path';
import * as ts from 'typescript';
import { REPOSITORY } from './support/folders';
import { DOORS, programOfDoors } from './support/own-sources';

const program = programOfDoors();
const checker = program.getTypeChecker();

test('every public name has a docstring', () => {
  const modules = DOORS.map(([, door]) => checker.getSymbolAtLocation(program.getSourceFile(door)!)!);
  const exported = new Set(modules.flatMap((module) => checker.getExportsOfModule(module).map(declared)));
  expect(exported.size).toBeGreaterThan(200);
  expect([...exported].flatMap((symbol) => [symbol, ...membersOf(symbol)]).flatMap(withoutDocstring)).toEqual([]);
});

/** What an export stands for, whatever files it passes through. */
function declared(symbol: ts.Symbol): ts.Symbol {
  return symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
}

/** Public members, static ones included; of an enum its values. */
function membersOf(symbol: ts.Symbol): ts.Symbol[] {
  return [...symbol.members?.values() ?? [], ...symbol.exports?.values() ?? []].filter((member) => {
    const [declaration] = member.declarations ?? [];
    return declaration !== undefined && isMember(declaration) && !isHidden(declaration);
  });
}

function isMember(declaration: ts.Declaration): boolean {
  return ts.isClassElement(declaration) || ts.isTypeElement(declaration) || ts.isEnumMember(declaration)
    || (ts.isParameter(declaration) && ts.isParameterPropertyDeclaration(declaration, declaration.parent));
}

function isHidden(declaration: ts.Declaration): boolean {
  return (ts.getCombinedModifierFlags(declaration) & ts.ModifierFlags.NonPublicAccessibilityModifier) !== 0
    || ts.getJSDocTags(declaration).some(({ tagName }) => tagName.text === 'internal');
}

function withoutDocstring(symbol: ts.Symbol): string[] {
  const declarations = symbol.declarations ?? [];
  if (declarations.some((declaration) => ts.isConstructorDeclaration(declaration) && isUsual(declaration))) return [];
  if (symbol.getDocumentationComment(checker).length > 0) return [];
  const [declaration] = declarations;
  const file = declaration.getSourceFile();
  const { line } = file.getLineAndCharacterOfPosition(declaration.getStart());
  return [`${relative(REPOSITORY, file.fileName)}:${line + 1} ${checker.symbolToString(symbol)}`];
}

/** A constructor of a construct (scope, id, props), or one that only takes the members of its class, which are documented. */
function isUsual({ parameters }: ts.ConstructorDeclaration): boolean {
  const [scope, id] = parameters.map(({ name }) => name.getText());
  return (scope === 'scope' && id === 'id') || parameters.every((parameter) => ts.isParameterPropertyDeclaration(parameter, parameter.parent));
}
