import { existsSync } from 'node:fs';

import { canInstallPackages, installPackages } from './debian';
import { withProgress } from './progress';
import { SetupError } from './setupError';

const CANDIDATES = [
	'/usr/bin/chromium',
	'/usr/bin/chromium-browser',
	'/usr/bin/google-chrome',
	'/snap/bin/chromium',
	'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
	'/Applications/Chromium.app/Contents/MacOS/Chromium',
	'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** The browser and, for the Japanese and the symbols that the editor shows, fonts. */
const PACKAGES = ['chromium', 'fonts-ipafont-gothic', 'fonts-noto-color-emoji'];

/**
 * Chromium as root and in a container, which has no sandbox of its own, and on a machine without
 * Internet, which it would otherwise ask for updates all the time.
 */
export const CHROMIUM_FLAGS = [
	'--no-sandbox',
	'--disable-gpu',
	'--disable-dev-shm-usage',
	'--disable-quic',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
	'--no-first-run',
];

/** Where Chromium is, if it is anywhere. `CHROMIUM_PATH` goes before all places that it may be at. */
export function locateChromium(): string | undefined {
	const wanted = process.env.CHROMIUM_PATH;
	return wanted ? wanted : CANDIDATES.find((file) => existsSync(file));
}

/**
 * Chromium, installed from Debian's packages if there is none and that is possible.
 *
 * @throws {SetupError} if there is none
 */
export async function findChromium(): Promise<string> {
	const there = locateChromium();
	if (there) return there;

	if (canInstallPackages()) {
		await withProgress("Installing Chromium from Debian's packages", () =>
			installPackages(PACKAGES),
		);
	}
	const installed = locateChromium();
	if (installed) return installed;
	throw new SetupError(
		`There is no Chromium here. Install it (on Debian: \`apt-get install ${PACKAGES.join(' ')}\`),\n` +
			`or say where Chromium or Chrome is: CHROMIUM_PATH=/path/to/chrome`,
	);
}
