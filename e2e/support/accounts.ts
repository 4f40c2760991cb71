import type { Editor } from './editor';

/** Gives nodes an account by its name. */
export async function chooseAccount(
	editor: Editor,
	credential: string,
	...nodes: string[]
): Promise<void> {
	for (const node of nodes) {
		await editor.open(node);
		await editor.panel.chooseCredential(credential);
		await editor.panel.close();
	}
}
