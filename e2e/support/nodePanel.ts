import { expect, type Locator, type Page } from '@playwright/test';

export type View = 'schema' | 'table' | 'json';

/** The panel of one node: its input on the left, its fields, its output on the right. */
export class NodePanel {
	readonly root: Locator;

	readonly input: Locator;

	readonly output: Locator;

	constructor(private readonly page: Page) {
		this.root = page.getByTestId('ndv');
		this.input = page.getByTestId('ndv-input-panel');
		this.output = page.getByTestId('output-panel');
	}

	field(name: string): Locator {
		return this.root.getByTestId(`parameter-input-${name}`);
	}

	async fill(name: string, value: string): Promise<void> {
		await this.field(name).locator('input, textarea').first().fill(value);
	}

	async choose(name: string, option: string): Promise<void> {
		await this.field(name).click();
		const label = this.page.getByText(option, { exact: true });
		await this.page.getByRole('option').filter({ has: label }).click();
	}

	/** Adds a field to the first collection whose button has this text. */
	async add(button: string, field: string): Promise<void> {
		await this.root.getByPlaceholder(button, { exact: true }).first().click();
		const label = this.page.getByText(field, { exact: true });
		await this.page.getByRole('option').filter({ has: label }).click();
	}

	/** Turns on what is off. */
	async turnOn(name: string): Promise<void> {
		await this.field(name).locator('.el-switch').click();
		await expect(this.field(name).getByRole('switch')).toBeChecked();
	}

	/** Picks an entry from the list of a resource, such as a store or a table. */
	async pick(name: string, entry: string, search?: string): Promise<void> {
		await this.root.getByTestId(`resource-locator-${name}`).getByTestId('rlc-input').click();
		if (search) await this.page.getByTestId('rlc-search').fill(search);
		await this.page.getByTestId('rlc-item').filter({ hasText: entry }).first().click();
	}

	/** Takes a column out of those that n8n writes: what is left empty would be emptied in the table. */
	async leaveOut(column: string): Promise<void> {
		await this.field(column).hover();
		await this.root.getByTestId(`remove-field-button-${column}`).click();
		await expect(this.field(column)).toBeHidden();
	}

	/** In a tool of an AI agent: lets the model say what goes into a field. */
	async leaveToModel(name: string): Promise<void> {
		await this.root
			.getByTestId('parameter-item')
			.filter({ has: this.page.getByTestId(`parameter-input-${name}`) })
			.getByTestId('from-ai-override-button')
			.click();
	}

	/** A column in the input's schema view. */
	column(name: string): Locator {
		return this.input.getByTestId('run-data-schema-item').getByText(name, { exact: true }).first();
	}

	/** Drags a column from the input's schema view onto a field. */
	async drag(column: string, name: string): Promise<void> {
		await this.show(this.input, 'schema');
		const pill = this.column(column);
		await pill.hover();
		await this.page.mouse.down();
		// n8n takes it for dragging only once the mouse has moved, and opens drop targets then
		const from = await centre(pill);
		await this.page.mouse.move(from.x + 20, from.y + 5, { steps: 3 });
		const to = await centre(this.field(name));
		await this.page.mouse.move(to.x, to.y, { steps: 5 });
		await this.page.mouse.up();
	}

	/** Chooses a credential by its name: of a node that has several, the first one. */
	async chooseCredential(name: string): Promise<void> {
		await this.root.getByTestId('node-credentials-select').first().click();
		await this.page.getByRole('option').filter({ hasText: name }).first().click();
	}

	/** The address that a trigger answers at once its workflow is published. */
	async productionUrl(): Promise<string> {
		await this.root.getByText('Webhook URLs', { exact: true }).click();
		await this.root.getByTestId('radio-button-production').click();
		const url = this.root.getByText(/^http.*\/webhook\//);
		await expect(url).toBeVisible();
		return url.innerText();
	}

	/** Turns from the fields to what n8n offers for every node. */
	async openSettings(): Promise<void> {
		await this.root.getByTestId('tab-settings').click();
	}

	async execute(): Promise<void> {
		await this.root.getByTestId('node-execute-button').click();
	}

	async show(side: Locator, view: View): Promise<void> {
		await side.getByTestId(`radio-button-${view}`).click();
	}

	async close(): Promise<void> {
		await this.root.getByTestId('ndv-close-button').click();
		await expect(this.root).toBeHidden();
	}
}

async function centre(locator: Locator): Promise<{ x: number; y: number }> {
	const box = await locator.boundingBox();
	if (!box) throw new Error(`${locator} isn't on the screen.`);
	return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}
