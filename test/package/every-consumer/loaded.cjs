// Prints what loading the entry point in the first argument loads, below node_modules.
require(process.argv[2]);
const files = Object.keys(require.cache).filter((file) => file !== __filename);
process.stdout.write(JSON.stringify(files.map((file) => file.split('\\').join('/').split('/node_modules/').at(-1))));
