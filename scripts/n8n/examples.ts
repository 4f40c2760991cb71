import { copyFile, mkdir, readdir, readFile, realpath } from 'node:fs/promises';
import path from 'node:path';

import type { CredentialReference } from './credentials';
import { EXAMPLES } from './paths';
import type { RestClient } from './rest';

export interface WorkflowNode {
	id: string;
	name: string;
	type: string;
	typeVersion: number;
	position: [number, number];
	parameters: Record<string, unknown>;
	credentials?: Record<string, CredentialReference>;
	/** What n8n makes the address of a trigger from. */
	webhookId?: string;
}

/** Of each node, by output, where its items go. */
export type Connections = Record<
	string,
	{ main: Array<Array<{ node: string; type: string; index: number }>> }
>;

export interface Workflow {
	name: string;
	nodes: WorkflowNode[];
	connections: Connections;
	settings?: Record<string, unknown>;
}

/** Where n8n's Docker image lets workflows read files from: the path in the examples. */
const DOCKER_FILES = '/home/node/.n8n-files';

/** What explains a workflow names the folder in n8n's Docker image, wherever the workflow runs. */
const STICKY_NOTE = 'n8n-nodes-base.stickyNote';

function moveFiles(node: WorkflowNode, files: string): WorkflowNode {
	const text = JSON.stringify(node.parameters).replaceAll(DOCKER_FILES, files);
	return { ...node, parameters: JSON.parse(text) as Record<string, unknown> };
}

/** The workflow files of `examples/`. */
export async function exampleFiles(): Promise<string[]> {
	const names = await readdir(EXAMPLES);
	return names.filter((name) => name.endsWith('.workflow.json')).sort();
}

/**
 * A workflow of `examples/` as it runs here.
 *
 * @param files the folder that stands for the one in n8n's Docker image
 */
export async function readExample(file: string, files: string): Promise<Workflow> {
	const workflow = JSON.parse(await readFile(path.join(EXAMPLES, file), 'utf8')) as Workflow;
	const nodes = workflow.nodes.map((node) =>
		node.type === STICKY_NOTE ? node : moveFiles(node, files),
	);
	return { ...workflow, nodes };
}

/**
 * Copies the files that the examples read to the folder that workflows may read files from.
 *
 * @returns the folder's path without links in it, which is what n8n compares with
 */
export async function copyExampleFiles(folder: string): Promise<string> {
	await mkdir(folder, { recursive: true });
	const names = await readdir(EXAMPLES);
	const data = names.filter((name) => /\.(csv|xlsx|txt)$/.test(name));
	await Promise.all(
		data.map((name) => copyFile(path.join(EXAMPLES, name), path.join(folder, name))),
	);
	return realpath(folder);
}

/**
 * Imports the examples that n8n hasn't got yet.
 *
 * @param credentials what the nodes use, by type of credential
 */
export async function importExamples(
	rest: RestClient,
	files: string,
	credentials: Record<string, CredentialReference>,
): Promise<void> {
	const there = await rest.call<Array<{ name: string }>>('GET', '/workflows');
	const names = new Set(there.map(({ name }) => name));
	for (const file of await exampleFiles()) {
		const workflow = await readExample(file, files);
		if (names.has(workflow.name)) continue;
		await rest.call('POST', '/workflows', withCredentials(workflow, credentials));
	}
}

/** A workflow whose nodes use these credentials, by type. */
export function withCredentials(
	workflow: Workflow,
	credentials: Record<string, CredentialReference>,
): Workflow {
	const nodes = workflow.nodes.map((node) => {
		if (!node.credentials) return node;
		const known = Object.keys(node.credentials).flatMap((type) => {
			const reference = credentials[type];
			return reference ? [[type, reference] as const] : [];
		});
		return { ...node, credentials: Object.fromEntries(known) };
	});
	return { ...workflow, nodes };
}
