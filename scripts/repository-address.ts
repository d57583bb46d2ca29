/** What is read of `package.json` about the repository. */
export interface RepositoryManifest {
  readonly repository?: { readonly url: string };
}

/** The address of the public repository as a browser takes it; nothing until `REPOSITORY` in `.projenrc.ts` is filled. */
export function repositoryAddress({ repository }: RepositoryManifest): string | undefined {
  return repository?.url.replace(/^git\+|\.git$/g, '');
}
