import type { IDataObject, INode } from 'n8n-workflow';

import type { EngineWorkflow } from '../engine';

/** One way of making codes from rows with n8n. */
export interface Variant {
	name: string;
	/** Undefined for the floor, which has no n8n in it. */
	node?: Pick<INode, 'type' | 'typeVersion' | 'parameters'>;
	/** Calls at once, where the way has such a limit. */
	concurrency?: number;
}

/** The full name of bench/plainDeclarative.ts. */
export const PLAIN_DECLARATIVE = 'n8n-nodes-bench.plainDeclarative';

const MAPPED = {
	amount: '={{ $json.amount }}',
	orderNo: '={{ $json.orderNo }}',
	description: '={{ $json.description }}',
};

/** elepay wants a number, and a CSV file has only text: what isn't this package's node must convert. */
const CONVERTED = { ...MAPPED, amount: '={{ Number($json.amount) }}' };

const elepay = (parameters: IDataObject, concurrency: number) => ({
	type: 'n8n-nodes-elepay.elepay',
	typeVersion: 1,
	parameters: {
		resource: 'code',
		operation: 'create',
		...parameters,
		options: { maxConcurrency: concurrency },
	} as INode['parameters'],
});

const mappedBelow = {
	mappingMode: 'defineBelow',
	amount: MAPPED.amount,
	orderNo: MAPPED.orderNo,
	additionalFields: { description: MAPPED.description },
};

/** What a column dragged onto a field isn't: n8n has to evaluate it. */
const computedBelow = {
	mappingMode: 'defineBelow',
	amount: '={{ Number($json.amount) }}',
	orderNo: '={{ $json.orderNo.trim() }}',
	additionalFields: { description: "={{ $json.description + '' }}" },
};

const httpRequest = (baseUrl: string, body: IDataObject) => ({
	type: 'n8n-nodes-base.httpRequest',
	typeVersion: 4.2,
	parameters: {
		method: 'POST',
		url: `${baseUrl}/codes`,
		authentication: 'predefinedCredentialType',
		nodeCredentialType: 'elepayApi',
		sendBody: true,
		...body,
		options: {},
	} as INode['parameters'],
});

/** The ways whose name has a text in it, compared with HTTP Request's fields unless they are alone. */
export function chosenVariants(
	baseUrl: string,
	{ only, alone }: { only: string; alone: boolean },
): Variant[] {
	return variantsFor(baseUrl).filter(({ name }, index) =>
		index === 0 ? !alone : name.includes(only),
	);
}

/** All ways, HTTP Request's fields first: everything else is compared with them. */
function variantsFor(baseUrl: string): Variant[] {
	return [
		{
			name: 'HTTP Request, fields below',
			node: httpRequest(baseUrl, {
				bodyParameters: {
					parameters: Object.entries(CONVERTED).map(([name, value]) => ({ name, value })),
				},
			}),
		},
		{
			name: 'HTTP Request, JSON',
			node: httpRequest(baseUrl, {
				specifyBody: 'json',
				jsonBody:
					'={{ { amount: Number($json.amount), orderNo: $json.orderNo, description: $json.description } }}',
			}),
		},
		{
			name: 'plain declarative node',
			node: { type: PLAIN_DECLARATIVE, typeVersion: 1, parameters: { ...CONVERTED } },
		},
		...[50, 100].flatMap((concurrency) => [
			{
				name: `Elepay, below, ${concurrency} at once`,
				node: elepay(mappedBelow, concurrency),
				concurrency,
			},
			{
				name: `Elepay, computed, ${concurrency} at once`,
				node: elepay(computedBelow, concurrency),
				concurrency,
			},
			{
				name: `Elepay, automatic, ${concurrency} at once`,
				node: elepay({ mappingMode: 'autoMapInputData' }, concurrency),
				concurrency,
			},
		]),
		{ name: 'undici, 50 at once', concurrency: 50 },
		{ name: 'undici, 100 at once', concurrency: 100 },
	];
}

/** Rows as a spreadsheet has them. Order numbers are new in each run: elepay takes each once. */
export function rowsFor(count: number, run: string): IDataObject[] {
	return Array.from({ length: count }, (_, index) => ({
		orderNo: `${run}-${index}`,
		amount: 1000 + index,
		description: `Invoice ${index}`,
	}));
}

/** Rows → the node that is measured. */
export function workflowOf(node: NonNullable<Variant['node']>): EngineWorkflow {
	const credentials = { elepayApi: { id: 'bench', name: 'bench' } };
	return {
		nodes: [
			{
				id: 'rows',
				name: 'Rows',
				type: 'n8n-nodes-base.noOp',
				typeVersion: 1,
				position: [0, 0],
				parameters: {},
			},
			{ id: 'measured', name: 'Measured', position: [200, 0], credentials, ...node },
		],
		connections: { Rows: { main: [[{ node: 'Measured', type: 'main', index: 0 }]] } },
	};
}
