const { availableParallelism } = require('node:os');

/** @type {import('jest').Config} */
module.exports = {
	testEnvironment: 'node',
	roots: ['<rootDir>/test'],
	transform: { '^.+\\.[jt]s$': '@swc/jest' },
	// These libraries come as ES modules only
	transformIgnorePatterns: ['/node_modules/(?!(fast-png|iobuffer)/)', '/dist/'],
	reporters: ['default', '<rootDir>/test/support/countReporter.cjs'],
	testTimeout: 60_000,
	// Many tests wait for the clock: one worker more than there are cores
	maxWorkers: availableParallelism() + 1,
	// On a busy machine a worker that holds n8n needs seconds to end, with nothing left open
	workerGracefulExitTimeout: 30_000,
	// What ships is measured: the built files, mapped back to their sources
	coverageProvider: 'v8',
	collectCoverageFrom: [
		'dist/**/*.js',
		// Libraries, of which the package uses a part; they have tests of their own
		'!dist/nodes/Elepay/qrImage/libraries.js',
		'!dist/nodes/Elepay/run/limit.js',
	],
	coverageReporters: [['text', { maxCols: 100 }], 'text-summary'],
	coverageThreshold: { global: { lines: 95 } },
};
