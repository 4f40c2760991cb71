import { expect, type Locator, type Page } from '@playwright/test';

export type View = 'schema' | 'table' | 'json';

/** The panel of one node: its input on the left, its fields, its output on the right. */
export class NodePanel {
	readonly root: Locator;

	readonly input: Locator;

	readonly output: Locator;

	readonly fields: Locator;

	constructor(private readonly page: Page) {
		this.root = page.getByTestId('ndv');
		this.input = page.getByTestId('ndv-input-panel');
		this.output = page.getByTestId('output-panel');
		this.fields = page.getByTestId('node-parameters');
	}

	field(name: string): Locator {
		return this.fields.getByTestId(`parameter-input-${name}`);
	}

	async fill(name: string, value: string): Promise<void> {
		await this.field(name).locator('input, textarea').first().fill(value);
	}

	async choose(name: string, option: string): Promise<void> {
		await this.field(name).click();
		await this.page.getByRole('option', { name: option, exact: true }).click();
	}

	/** Chooses a credential by its name. */
	async chooseCredential(name: string): Promise<void> {
		await this.root.getByTestId('node-credentials-select').click();
		await this.page.getByRole('option').filter({ hasText: name }).first().click();
	}

	async execute(): Promise<void> {
		await this.root.getByTestId('node-execute-button').click();
	}

	async show(side: Locator, view: View): Promise<void> {
		await side.getByTestId(`radio-button-${view}`).click();
	}

	async close(): Promise<void> {
		await this.page.keyboard.press('Escape');
		await expect(this.root).toBeHidden();
	}
}
