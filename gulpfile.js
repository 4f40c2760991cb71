const fs = require('node:fs/promises');
const path = require('node:path');

const { build: bundle } = require('esbuild');
const { dest, parallel, series, src } = require('gulp');

const DIST = path.join(__dirname, 'dist');

/** Compiled modules that use a library: it is bundled into them, for the package installs none. */
const BUNDLED = ['nodes/Elepay/qrImage/libraries.js', 'nodes/Elepay/run/limit.js'];

/** n8n's rules allow no `globalThis` in what ships; a library looks these up in it. */
const BUILT_INS = [
	...['Int8Array', 'Int16Array', 'Int32Array', 'BigInt64Array'],
	...['Uint8Array', 'Uint8ClampedArray', 'Uint16Array', 'Uint32Array', 'BigUint64Array'],
	...['Float32Array', 'Float64Array'],
];

const clean = async () => await fs.rm(DIST, { recursive: true, force: true });

const icons = () => src('icons/*.svg').pipe(dest('dist/icons'));

const codex = () => src('nodes/**/*.node.json').pipe(dest('dist/nodes'));

const triggerSchemas = () => src('nodes/**/__schema__/**/*.json').pipe(dest('dist/nodes'));

/** By these, n8n's editor shows an output before the first run. */
const schemas = async () => {
	const { resources } = require(path.join(DIST, 'nodes/Elepay/resources'));
	const { outputSchema } = require(path.join(DIST, 'nodes/api/objects/apiObject'));
	const root = path.join(DIST, 'nodes/Elepay/__schema__/v1.0.0');
	for (const { value: resource, operations } of resources) {
		await fs.mkdir(path.join(root, resource), { recursive: true });
		for (const { value, gives, settings = [] } of operations) {
			const file = path.join(root, resource, `${value}.json`);
			const simplify = settings.find(({ name }) => name === 'simplify');
			const schema = outputSchema(gives, simplify?.default === true);
			await fs.writeFile(file, JSON.stringify(schema));
		}
	}
	const trigger = path.join(DIST, 'nodes/ElepayPaymentsTrigger');
	await fs.mkdir(path.join(trigger, '__schema__'));
	const { gives } = require(path.join(trigger, 'output'));
	const file = path.join(trigger, '__schema__/v1.0.0.json');
	await fs.writeFile(file, JSON.stringify(outputSchema(gives, true)));
};

const libraries = async () => {
	const { metafile } = await bundle({
		entryPoints: BUNDLED.map((file) => path.join(DIST, file)),
		outdir: DIST,
		outbase: DIST,
		allowOverwrite: true,
		bundle: true,
		platform: 'neutral',
		mainFields: ['module', 'main'],
		format: 'cjs',
		target: 'es2022',
		define: Object.fromEntries(BUILT_INS.map((name) => [`globalThis.${name}`, name])),
		metafile: true,
	});
	await fs.writeFile(path.join(DIST, 'LICENSES.txt'), await licences(Object.keys(metafile.inputs)));
};

/** The licences of the libraries whose files went into a bundle, as these licences ask for. */
const licences = async (files) => {
	const folders = files.map((file) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0]);
	const texts = [...new Set(folders)].filter(Boolean).map(async (folder) => {
		const names = await fs.readdir(folder);
		const licence = names
			.filter((name) => /^licen[cs]e/i.test(name))
			.sort()
			.at(-1);
		const text = await fs.readFile(path.join(folder, licence), 'utf8');
		return `${path.basename(folder)}\n\n${text.trim()}\n`;
	});
	return (await Promise.all(texts)).join(`\n${'-'.repeat(72)}\n\n`);
};

exports.clean = clean;
exports.build = series(parallel(icons, codex, triggerSchemas), libraries, schemas);
