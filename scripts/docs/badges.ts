import { repositoryAddress, type RepositoryManifest } from '../repository-address';

/** The badges of the README: the state of main, and what npm has. None until there is a repository that they could be true of. */
export function badges(manifest: RepositoryManifest & { readonly name: string }): string {
  const address = repositoryAddress(manifest);
  return address === undefined ? '' : [
    `[![CI](${address}/actions/workflows/ci.yml/badge.svg?branch=main)](${address}/actions/workflows/ci.yml)`,
    `[![npm](https://img.shields.io/npm/v/${manifest.name})](https://www.npmjs.com/package/${manifest.name})`,
  ].join('\n');
}
