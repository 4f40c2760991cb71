/** @type {import('jest').Config} */
module.exports = {
	testEnvironment: 'node',
	roots: ['<rootDir>/test'],
	transform: { '^.+\\.[jt]s$': '@swc/jest' },
	// These libraries come as ES modules only
	transformIgnorePatterns: ['/node_modules/(?!(fast-png|iobuffer)/)', '/dist/'],
	testTimeout: 60_000,
	// What ships is measured: the built files, mapped back to their sources
	coverageProvider: 'v8',
	collectCoverageFrom: ['dist/**/*.js'],
	coverageReporters: ['text', 'text-summary'],
	coverageThreshold: { global: { lines: 95 } },
};
