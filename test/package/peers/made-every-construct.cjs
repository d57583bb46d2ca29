const { Construct } = require('constructs');

/** Fails unless every construct that an entry point exports is in the tree: a new one is tried with old frameworks too. */
exports.madeEveryConstruct = (points, scope) => {
  const made = new Set(scope.node.findAll().map((construct) => construct.constructor));
  const missing = Object.values(points).filter((type) => typeof type === 'function' && type.prototype instanceof Construct && !made.has(type));
  if (missing.length > 0) throw new Error(`not tried: ${missing.map(({ name }) => name).join(', ')}`);
};
