import { appendFileSync } from 'node:fs';

import type { Reporter, TestCase } from '@playwright/test/reporter';

/** Closes the run with a line of plain counts, for scripts that read them. */
export default class CountReporter implements Reporter {
	private readonly tests = new Set<TestCase>();

	onTestEnd(test: TestCase): void {
		this.tests.add(test);
	}

	onEnd(): void {
		const count = (...outcomes: string[]) =>
			[...this.tests].filter((test) => outcomes.includes(test.outcome())).length;
		const text = `${count('expected', 'flaky')} passed, ${count('unexpected')} failed, ${count('skipped')} skipped`;
		console.log(text);
		if (process.env.TEST_COUNTS) appendFileSync(process.env.TEST_COUNTS, `e2e: ${text}\n`);
	}
}
