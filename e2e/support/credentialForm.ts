import { expect, type Locator, type Page } from '@playwright/test';

/** The dialog in which a credential is filled in, saved and tested. */
export class CredentialForm {
	readonly dialog: Locator;

	constructor(readonly page: Page) {
		this.dialog = page.getByTestId('editCredential-modal');
	}

	/** Opens the form for a new credential of this type, as its name stands in the list. */
	async create(type: string): Promise<void> {
		await this.page.goto('/home/credentials/create');
		const choice = this.page.getByTestId('selectCredential-modal');
		await choice.getByTestId('new-credential-type-select').click();
		await this.page.keyboard.type(type);
		await this.page
			.getByTestId('new-credential-type-select-option')
			.filter({ hasText: type })
			.click();
		await choice.getByTestId('new-credential-type-button').click();
		await expect(this.dialog).toBeVisible();
	}

	async fill(values: Record<string, string>): Promise<void> {
		for (const [field, value] of Object.entries(values)) {
			await this.input(field).fill(value);
		}
	}

	/** Saves, which makes n8n test the credential. */
	async save(): Promise<void> {
		await this.dialog.getByTestId('credential-save-button').click();
	}

	/** The message of a failed test, which n8n keeps folded away at first. */
	async expectRefusal(message: string): Promise<void> {
		await expect(this.dialog.getByText('Couldn’t connect with these settings')).toBeVisible();
		const more = this.dialog.getByText('More details');
		const refusal = this.dialog.getByText(message);
		await expect(more.or(refusal)).toBeVisible();
		if (await more.isVisible()) await more.click();
		await expect(refusal).toBeVisible();
	}

	async expectSuccess(): Promise<void> {
		await expect(this.dialog.getByText('Connection tested successfully')).toBeVisible();
	}

	async close(): Promise<void> {
		await this.page.keyboard.press('Escape');
		await expect(this.dialog).toBeHidden();
	}

	input(field: string): Locator {
		return this.dialog.getByTestId(`parameter-input-${field}`).locator('input');
	}
}
