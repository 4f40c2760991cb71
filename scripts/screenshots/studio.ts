import { mkdir, stat } from 'node:fs/promises';
import path from 'node:path';

import { chromium, selectors, type Browser, type Locator, type Page } from '@playwright/test';

import { CredentialForm } from '../../e2e/support/credentialForm';
import { Editor } from '../../e2e/support/editor';
import { findFreePort, isPortFree } from '../n8n/checks';
import { CHROMIUM_FLAGS, findChromium } from '../n8n/chromium';
import { sandboxCredential, saveCredential, WEBHOOK_CREDENTIAL } from '../n8n/credentials';
import { OWNER } from '../n8n/owner';
import { CACHE, PROJECT } from '../n8n/paths';
import { openWorkbench, type Workbench } from '../n8n/workbench';

const IMAGES = path.join(PROJECT, 'docs', 'images');

/** Wide enough for the three columns of a node's panel. */
export const VIEWPORT = { width: 1440, height: 810 };

/** Sharp on fine screens, and still small. */
const SCALE = 1.5;

/** A larger picture makes the page that shows it slow. */
const LIMIT_KB = 300;

/** Their usual ports, so that the pictures show the same addresses each time. */
const N8N_PORT = 5678;
const SANDBOX_PORT = 8377;

/** The real n8n in front of a camera. */
export interface Studio {
	workbench: Workbench;
	browser: Browser;
	page: Page;
	editor: Editor;
	form: CredentialForm;
	/** The name of a credential that reaches the sandbox. */
	credential: string;
	/** The name of a credential for a trigger. */
	webhookCredential: string;
}

type Clip = { x: number; y: number; width: number; height: number };

/** Starts a fresh n8n, the sandbox and a browser that is signed in. */
export async function openStudio(): Promise<Studio> {
	const executablePath = await findChromium();
	const workbench = await openWorkbench({
		folder: path.join(CACHE, 'screenshots'),
		fresh: true,
		port: (await isPortFree(N8N_PORT)) ? N8N_PORT : await findFreePort(),
		sandboxPort: (await isPortFree(SANDBOX_PORT)) ? SANDBOX_PORT : 0,
		log: path.join(CACHE, 'screenshots', 'n8n.log'),
	});
	const { rest, sandbox, n8n } = workbench;
	const credential = await saveCredential(rest, sandboxCredential(sandbox.url));
	const webhookCredential = await saveCredential(rest, WEBHOOK_CREDENTIAL);

	selectors.setTestIdAttribute('data-test-id');
	const browser = await chromium.launch({ executablePath, args: CHROMIUM_FLAGS });
	const context = await browser.newContext({
		baseURL: n8n.url,
		viewport: VIEWPORT,
		deviceScaleFactor: SCALE,
		colorScheme: 'light',
	});
	const { email, password } = OWNER;
	await context.request.post('/rest/login', { data: { emailOrLdapLoginId: email, password } });
	const page = await context.newPage();
	await mkdir(IMAGES, { recursive: true });
	return {
		workbench,
		browser,
		page,
		editor: new Editor(page),
		form: new CredentialForm(page),
		credential: credential.name,
		webhookCredential: webhookCredential.name,
	};
}

export async function closeStudio({ browser, workbench }: Studio): Promise<void> {
	await browser.close();
	await workbench.close();
}

/**
 * Saves a picture of these elements, or of all that lies between them.
 *
 * @param margin how much of what surrounds them is shown, in pixels
 */
export async function shoot(page: Page, subject: Locator, name: string, margin = 0): Promise<void> {
	await clearMessages(page);
	const file = path.join(IMAGES, `${name}.png`);
	await page.screenshot({
		path: file,
		animations: 'disabled',
		// The neighbours' icons hang over the edges of a node's panel
		style: '[data-test-id="floating-nodes"] { visibility: hidden }',
		clip: await surround(subject, margin),
	});
	const kilobytes = Math.ceil((await stat(file)).size / 1024);
	console.log(`docs/images/${name}.png  ${kilobytes} KB`);
	if (kilobytes > LIMIT_KB) throw new Error(`${name}.png is larger than ${LIMIT_KB} KB.`);
}

/** Takes away what pops up in the corner. Some of it goes by itself, and some stays. */
async function clearMessages(page: Page): Promise<void> {
	await page.mouse.move(0, 0);
	const messages = page.locator('.el-notification');
	await messages
		.first()
		.waitFor({ timeout: 2_000 })
		.catch(() => {});
	while ((await messages.count()) > 0) {
		await messages.first().locator('.el-notification__closeBtn').click();
		await page.waitForTimeout(500);
	}
}

async function surround(subject: Locator, margin: number): Promise<Clip> {
	const boxes = await Promise.all((await subject.all()).map((element) => element.boundingBox()));
	const shown = boxes.filter((box) => box !== null);
	const left = Math.min(...shown.map(({ x }) => x)) - margin;
	const top = Math.min(...shown.map(({ y }) => y)) - margin;
	const right = Math.max(...shown.map(({ x, width }) => x + width)) + margin;
	const bottom = Math.max(...shown.map(({ y, height }) => y + height)) + margin;
	return { x: left, y: top, width: right - left, height: bottom - top };
}
