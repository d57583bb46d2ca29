import { isObject } from './json-node';

/** Arguments that put resources in order or describe them, and do not make one act on the other. */
const NO_EFFECT = new Set(['DependsOn', 'Metadata', 'depends_on', '//']);

/** The logical ids that a value of a CloudFormation template names by `Ref`, `Fn::GetAtt` or `Fn::Sub`, and every text as it is. */
export function cloudFormationReferences(value: unknown): Set<string> {
  const found = new Set<string>();
  walk(value, (key, inner) => {
    if (typeof inner === 'string') found.add(inner);
    const text = Array.isArray(inner) ? inner[0] : inner;
    if (typeof text !== 'string') return;
    if (key === 'Fn::GetAtt') found.add(text.split('.')[0]);
    if (key === 'Fn::Sub') for (const [, id] of text.matchAll(/\$\{([\w:]+)/g)) found.add(id);
  });
  return found;
}

/** The addresses (`type.name`) of resources that expressions of a Terraform document name, and every text as it is. */
export function terraformReferences(value: unknown): Set<string> {
  const found = new Set<string>();
  walk(value, (_, text) => {
    if (typeof text !== 'string') return;
    found.add(text);
    if (text.includes('{')) for (const [, address] of text.matchAll(/(?<![\w.-])([a-z]\w*\.[\w-]+)/g)) found.add(address);
  });
  return found;
}

/** Visits every value below an object, with the key that it stands at. */
function walk(value: unknown, visit: (key: string, value: unknown) => void): void {
  if (!isObject(value) && !Array.isArray(value)) return;
  for (const [key, inner] of Object.entries(value)) {
    if (NO_EFFECT.has(key)) continue;
    visit(key, inner);
    walk(inner, visit);
  }
}
