const path = require('node:path');

const { build: bundle } = require('esbuild');
const { dest, parallel, series, src } = require('gulp');

const DIST = path.join(__dirname, 'dist');

/** Compiled modules that use a library: it is bundled into them, for the package installs none. */
const BUNDLED = ['nodes/Elepay/transport/limit.js'];

const clean = async () => {
	const { rm } = require('node:fs/promises');
	await rm(DIST, { recursive: true, force: true });
};

const icons = () => src('icons/*.svg').pipe(dest('dist/icons'));

const codex = () => src('nodes/**/*.node.json').pipe(dest('dist/nodes'));

const schemas = () => src('nodes/**/__schema__/**/*.json').pipe(dest('dist/nodes'));

const libraries = async () => {
	await bundle({
		entryPoints: BUNDLED.map((file) => path.join(DIST, file)),
		outdir: DIST,
		outbase: DIST,
		allowOverwrite: true,
		bundle: true,
		platform: 'neutral',
		mainFields: ['module', 'main'],
		format: 'cjs',
		target: 'es2022',
		legalComments: 'inline',
		external: ['n8n-workflow'],
	});
};

exports.clean = clean;
exports.build = series(parallel(icons, codex, schemas), libraries);
