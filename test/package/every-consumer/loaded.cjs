// Prints what loading the entry point in the first argument loads, below node_modules. Modules load when something of them is used.
Object.values(require(process.argv[2]));
const files = Object.keys(require.cache).filter((file) => file !== __filename);
process.stdout.write(JSON.stringify(files.map((file) => file.split('\\').join('/').split('/node_modules/').at(-1))));
