import { randomUUID } from 'node:crypto';

import type { Connections, Workflow, WorkflowNode } from '../n8n/examples';

type NodeOptions = Partial<Omit<WorkflowNode, 'name' | 'type' | 'parameters'>>;

/** A node as a workflow file has it. */
export function node(
	name: string,
	type: string,
	parameters: Record<string, unknown>,
	options: NodeOptions = {},
): WorkflowNode {
	const common = { id: randomUUID(), typeVersion: 1, position: [0, 0] as [number, number] };
	return { ...common, name, type, parameters, ...options };
}

/** n8n's Webhook node: answers at once and starts the workflow. */
export function webhookNode(path: string): WorkflowNode {
	return node(
		'Webhook',
		'n8n-nodes-base.webhook',
		{ httpMethod: 'POST', path, options: {} },
		{ typeVersion: 2.1, webhookId: randomUUID() },
	);
}

/** Calls an address and goes on with the answer. */
export function callNode(name: string, url: string): WorkflowNode {
	return node(name, 'n8n-nodes-base.httpRequest', { url, options: {} }, { typeVersion: 4.2 });
}

/** The first node starts, and each hands its items to the next. */
export function chain(name: string, nodes: WorkflowNode[]): Workflow {
	return nodes.reduce<Workflow>(
		(workflow, next, index) => append(workflow, nodes[index - 1]?.name, next),
		{ name, nodes: [], connections: {}, settings: { executionOrder: 'v1' } },
	);
}

/** The workflow with one more node, behind the first output of the one of this name. */
export function append(
	workflow: Workflow,
	behind: string | undefined,
	added: WorkflowNode,
): Workflow {
	const grown = { ...workflow, nodes: [...workflow.nodes, added] };
	return behind === undefined ? grown : connect(grown, behind, added.name);
}

/** The workflow with one more connection, from a node's first output. */
export function connect(workflow: Workflow, from: string, to: string): Workflow {
	const [first = [], ...others] = workflow.connections[from]?.main ?? [];
	const outputs = [[...first, { node: to, type: 'main', index: 0 }], ...others];
	const connections: Connections = { ...workflow.connections, [from]: { main: outputs } };
	return { ...workflow, connections };
}

/** The workflow with other parameters of one of its nodes. */
export function withParameters(
	workflow: Workflow,
	name: string,
	parameters: Record<string, unknown>,
): Workflow {
	const nodes = workflow.nodes.map((candidate) =>
		candidate.name === name
			? { ...candidate, parameters: { ...candidate.parameters, ...parameters } }
			: candidate,
	);
	return { ...workflow, nodes };
}

/** The workflow without one of its nodes. */
export function without(workflow: Workflow, name: string): Workflow {
	const nodes = workflow.nodes.filter((candidate) => candidate.name !== name);
	const connections = Object.entries(workflow.connections).filter(([from]) => from !== name);
	return { ...workflow, nodes, connections: Object.fromEntries(connections) };
}

/** What the path of an Elepay Trigger's address begins with. */
export function triggerPath({ nodes }: Workflow, name: string): string {
	const trigger = nodes.find((candidate) => candidate.name === name);
	return `/webhook/${trigger?.webhookId}/webhook`;
}
