import { IConstruct } from 'constructs';

/** Calls `check` whenever the app is validated: for what can be said of the complete app only, and is not a problem. */
export function whenComplete(scope: IConstruct, check: () => void): void {
  scope.node.addValidation({
    validate: () => {
      check();
      return [];
    },
  });
}
