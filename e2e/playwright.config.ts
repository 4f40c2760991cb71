import path from 'node:path';

import { defineConfig } from '@playwright/test';

import { CHROMIUM_FLAGS, locateChromium } from '../scripts/n8n/chromium';
import { RESULTS } from './support/environment';

const executablePath = locateChromium();

export default defineConfig({
	testDir: __dirname,
	globalSetup: path.join(__dirname, 'globalSetup.ts'),
	outputDir: path.join(RESULTS, 'failures'),
	reporter: [['list'], [path.join(__dirname, 'support', 'countReporter.ts')]],
	// All tests share one n8n
	workers: 1,
	fullyParallel: false,
	forbidOnly: Boolean(process.env.CI),
	timeout: 240_000,
	globalTimeout: 40 * 60_000,
	expect: { timeout: 30_000 },
	use: {
		testIdAttribute: 'data-test-id',
		viewport: { width: 1440, height: 900 },
		colorScheme: 'light',
		actionTimeout: 30_000,
		trace: 'retain-on-failure',
		screenshot: 'only-on-failure',
		launchOptions: { args: CHROMIUM_FLAGS, ...(executablePath ? { executablePath } : {}) },
	},
});
