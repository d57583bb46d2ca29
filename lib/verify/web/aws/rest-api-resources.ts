const PREFIX = 'execute-api:/';

/** Every method of a REST API. @see https://docs.aws.amazon.com/apigateway/latest/api/API_PutMethod.html */
const METHODS = ['DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT'];

/**
 * Which requests the resources of a policy statement are about; undefined for every request.
 *
 * A path is protected when it is named with everything below it, for every method: `/hook of stage prod`. Anything
 * less, or written in another way, stands as it is written.
 *
 * @example
 * protectedResources(['execute-api:/prod/*']) //=> ['stage prod']
 * protectedResources(['execute-api:/prod/GET/hook']) //=> ['execute-api:/prod/GET/hook']
 */
export function protectedResources(resources: readonly string[]): readonly string[] | undefined {
  if (resources.some((resource) => resource === '*' || resource === `${PREFIX}*` || resource === 'execute-api:*')) return undefined;
  const written = new Set(resources);
  const paths = new Map<string, string[]>();
  for (const resource of written) {
    const [, stage, path] = /^execute-api:\/([\w-]+)\/[A-Z]+(\/[^*?{]*)$/.exec(resource) ?? [];
    if (path === undefined) continue;
    const parts = METHODS.flatMap((method) => [`${PREFIX}${stage}/${method}${path}`, `${PREFIX}${stage}/${method}${path}/*`]);
    if (parts.every((part) => written.has(part))) paths.set(`${path} of stage ${stage}`, parts);
  }
  const covered = new Set([...paths.values()].flat());
  const others = [...written].filter((resource) => !covered.has(resource)).map((resource) => {
    const stage = /^execute-api:\/([\w-]+)\/\*$/.exec(resource)?.[1];
    return stage === undefined ? resource : `stage ${stage}`;
  });
  return [...paths.keys(), ...others].sort();
}
