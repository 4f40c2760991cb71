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
		console.log(
			`${count('expected', 'flaky')} passed, ${count('unexpected')} failed, ${count('skipped')} skipped`,
		);
	}
}
