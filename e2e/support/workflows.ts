import type { Workflow } from '../../scripts/n8n/examples';

/**
 * A workflow in which a node works on these rows, without any file to read them from.
 *
 * @param node its name
 */
export function workflowWithRows(
	rows: Array<Record<string, unknown>>,
	parameters: Record<string, unknown>,
	node = 'Create EasyQR code',
): Workflow & { pinData: object } {
	return {
		name: 'Rows to EasyQR codes',
		nodes: [
			{
				id: 'a5c3a1de-6f0e-4d52-9a0e-3c1f1a3f0001',
				name: 'Rows',
				type: 'n8n-nodes-base.manualTrigger',
				typeVersion: 1,
				position: [0, 0],
				parameters: {},
			},
			{
				id: 'a5c3a1de-6f0e-4d52-9a0e-3c1f1a3f0002',
				name: node,
				type: 'n8n-nodes-elepay.elepay',
				typeVersion: 1,
				position: [240, 0],
				parameters,
			},
		],
		connections: { Rows: { main: [[{ node, type: 'main', index: 0 }]] } },
		pinData: { Rows: rows.map((json) => ({ json })) },
	};
}
