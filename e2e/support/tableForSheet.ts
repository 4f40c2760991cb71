import type { Workflow, WorkflowNode } from '../../scripts/n8n/examples';

const GOOGLE_SHEETS = 'n8n-nodes-base.googleSheets';

/** Names of a data table's columns, which are plain ASCII, by the names of the sheet's columns. */
type Columns = Record<string, string>;

interface ReadParameters {
	filtersUI: { values: Array<{ lookupColumn: string; lookupValue: string }> };
}

interface UpdateParameters {
	columns: { value: Record<string, string>; matchingColumns: [string] };
}

/**
 * A workflow in which one of n8n's data tables stands in for its Google sheet. Reading nodes become
 * two: one that reads, and one that gives the columns the names that they have in the sheet.
 */
export function withTableForSheet(workflow: Workflow, table: string, columns: Columns): Workflow {
	const nodes: WorkflowNode[] = [];
	const readers = new Map<string, string>();
	for (const node of workflow.nodes) {
		if (node.type !== GOOGLE_SHEETS) nodes.push(node);
		else if (node.parameters.operation === 'update') nodes.push(updating(node, table, columns));
		else {
			const reader = reading(node, table, columns);
			readers.set(node.name, reader.name);
			nodes.push(reader, renaming(node, columns));
		}
	}

	const connections: Workflow['connections'] = {};
	for (const [name, { main }] of Object.entries(workflow.connections)) {
		const outputs = main.map((output) =>
			output.map((link) => ({ ...link, node: readers.get(link.node) ?? link.node })),
		);
		connections[name] = { main: outputs };
	}
	for (const [name, reader] of readers) {
		connections[reader] = { main: [[{ node: name, type: 'main', index: 0 }]] };
	}
	return { ...workflow, nodes, connections };
}

function tableNode(node: WorkflowNode, parameters: Record<string, unknown>, table: string) {
	return {
		...node,
		credentials: undefined,
		type: 'n8n-nodes-base.dataTable',
		typeVersion: 1.1,
		parameters: {
			resource: 'row',
			dataTableId: { __rl: true, mode: 'name', value: table },
			matchType: 'allConditions',
			...parameters,
		},
	};
}

function conditions(values: Array<[column: string, value: string]>) {
	return {
		conditions: values.map(([keyName, keyValue]) => ({ keyName, condition: 'eq', keyValue })),
	};
}

function reading(node: WorkflowNode, table: string, columns: Columns): WorkflowNode {
	const { filtersUI } = node.parameters as unknown as ReadParameters;
	const filters = conditions(
		filtersUI.values.map(({ lookupColumn, lookupValue }) => [columns[lookupColumn]!, lookupValue]),
	);
	const reader = tableNode(node, { operation: 'get', filters, returnAll: true }, table);
	const [x, y] = node.position;
	return { ...reader, id: `${node.id}-t`, name: `${node.name} (table)`, position: [x - 110, y] };
}

function renaming(node: WorkflowNode, columns: Columns): WorkflowNode {
	const key = Object.entries({ ...columns, row_number: 'id' }).map(([newKey, currentKey]) => ({
		currentKey,
		newKey,
	}));
	return {
		...node,
		credentials: undefined,
		type: 'n8n-nodes-base.renameKeys',
		typeVersion: 1,
		parameters: { keys: { key }, additionalOptions: {} },
	};
}

function updating(node: WorkflowNode, table: string, columns: Columns): WorkflowNode {
	const { value, matchingColumns } = (node.parameters as unknown as UpdateParameters).columns;
	const [match] = matchingColumns;
	const { [match]: matched, ...changed } = value;
	const values = Object.entries(changed).map(([column, cell]) => [columns[column]!, cell]);
	const schema = Object.values(columns).map((id) => ({
		id,
		displayName: id,
		required: false,
		defaultMatch: false,
		display: true,
		type: 'string',
		readOnly: false,
		removed: !values.some(([column]) => column === id),
	}));
	return tableNode(
		node,
		{
			operation: 'update',
			filters: conditions([[columns[match]!, matched!]]),
			columns: {
				mappingMode: 'defineBelow',
				value: Object.fromEntries(values) as Record<string, string>,
				matchingColumns: [],
				schema,
			},
			options: {},
		},
		table,
	);
}
