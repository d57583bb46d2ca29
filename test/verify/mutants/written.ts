/** Documents written by hand, with their mutants. */
import type { Document, Written } from './changes';
import type { Mutant } from './mutate';
import { WRITTEN_AZURE } from './written-azure';
import { WRITTEN_CLOUDFORMATION } from './written-cloudformation';
import { WRITTEN_SURROUNDINGS } from './written-surroundings';
import { WRITTEN_TERRAFORM_AWS } from './written-terraform-aws';

export const WRITTEN: readonly Written[] = [...WRITTEN_CLOUDFORMATION, ...WRITTEN_AZURE, ...WRITTEN_TERRAFORM_AWS, ...WRITTEN_SURROUNDINGS];

/** Every mutant of a document. */
export function mutantsOfWritten({ document, changes }: Written): Mutant[] {
  return changes.map(([name, effect, change]) => {
    const changed = JSON.parse(JSON.stringify(document)) as Document;
    change(changed);
    return { name, effect, document: JSON.parse(JSON.stringify(changed)) as Document };
  });
}
