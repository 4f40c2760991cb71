const { appendFileSync } = require('node:fs');
const path = require('node:path');

/** Closes the run with the number of tests of each kind, i.e. of each folder of test/. */
module.exports = class CountReporter {
	constructor({ rootDir }) {
		this.root = path.join(rootDir, 'test');
	}

	onRunComplete(_contexts, { testResults: files }) {
		const kinds = new Map();
		for (const { testFilePath, numPassingTests, numFailingTests } of files) {
			const [kind] = path.relative(this.root, testFilePath).split(path.sep);
			const [passed, failed] = kinds.get(kind) ?? [0, 0];
			kinds.set(kind, [passed + numPassingTests, failed + numFailingTests]);
		}
		const lines = [...kinds].map(
			([kind, [passed, failed]]) => `test/${kind}: ${passed} passed, ${failed} failed\n`,
		);
		const text = lines.sort().join('');
		process.stderr.write(`\n${text}`);
		if (process.env.TEST_COUNTS) appendFileSync(process.env.TEST_COUNTS, text);
	}
};
