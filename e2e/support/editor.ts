import { expect, type Locator, type Page } from '@playwright/test';

import { NodePanel } from './nodePanel';

/** The canvas on which workflows are built and run. */
export class Editor {
	readonly panel: NodePanel;

	readonly creator: Locator;

	/** The runs in that list. */
	readonly executions: Locator;

	constructor(readonly page: Page) {
		this.panel = new NodePanel(page);
		this.executions = page.locator('[data-test-id^="execution-details-"]');
		this.creator = page.getByTestId('node-creator');
	}

	async newWorkflow(): Promise<void> {
		await this.page.goto('/workflow/new');
		await expect(this.page.getByTestId('canvas-add-button')).toBeVisible();
	}

	/** Imports a workflow as "Import from file" in the editor's menu does. */
	async importWorkflow(workflow: object): Promise<void> {
		await this.newWorkflow();
		await this.page.getByTestId('workflow-import-input').setInputFiles({
			name: 'workflow.json',
			mimeType: 'application/json',
			buffer: Buffer.from(JSON.stringify(workflow)),
		});
		await expect(this.page.getByTestId('canvas-node').first()).toBeVisible();
	}

	node(name: string): Locator {
		return this.page.locator(`[data-test-id="canvas-node"][data-node-name="${name}"]`);
	}

	/** Opens the list of nodes: at the first node, or to go on behind a node. */
	async openCreator(after?: string): Promise<void> {
		if (after) {
			await this.page.getByTestId('zoom-to-fit').click();
			await this.node(after).getByTestId('canvas-handle-plus').first().click();
		} else {
			await this.page.getByTestId('canvas-add-button').click();
		}
		await expect(this.creator).toBeVisible();
	}

	/** Finds a node in the list and adds it, if need be by one of its actions. */
	async addNode(search: string, node: string, action?: string): Promise<void> {
		await this.creator.getByTestId('node-creator-search-bar').fill(search);
		await this.creatorItem(node).click();
		if (action) await this.creatorItem(action).click();
	}

	creatorItem(name: string): Locator {
		return this.creator
			.getByTestId('item-iterator-item')
			.filter({ has: this.page.getByText(name, { exact: true }) })
			.first();
	}

	async open(name: string): Promise<NodePanel> {
		await this.node(name).dblclick();
		await expect(this.panel.root).toBeVisible();
		return this.panel;
	}

	/**
	 * Runs the whole workflow and waits until the toast says how it went.
	 *
	 * @param trigger where it starts, if the workflow has several triggers
	 */
	async execute(
		outcome: string | RegExp = 'Workflow executed successfully',
		trigger?: string,
	): Promise<void> {
		if (trigger) {
			await this.node(trigger).hover();
			await this.page.getByTestId(`execute-workflow-button-${trigger}`).click();
		} else {
			await this.page.getByTestId('execute-workflow-button').click();
		}
		await expect(this.page.getByText(outcome).first()).toBeVisible({ timeout: 60_000 });
	}

	/** Turns to the list of what has run without the editor. */
	async showExecutions(): Promise<void> {
		await this.page.getByTestId('radio-button-executions').click();
		await expect(this.page.getByTestId('executions-sidebar')).toBeVisible();
	}

	/** Publishes the workflow, so that its triggers work without the editor. */
	async publish(): Promise<void> {
		await this.page.getByTestId('workflow-open-publish-modal-button').click();
		const dialog = this.page.getByTestId('workflowPublish-modal');
		await dialog.getByTestId('workflow-publish-button').click();
		await this.page.getByRole('button', { name: 'Got it' }).click();
	}
}
