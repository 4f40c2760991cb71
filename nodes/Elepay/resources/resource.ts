import type {
	IExecuteFunctions,
	IExecutePaginationFunctions,
	INodeProperties,
	INodePropertyOptions,
	INodeType,
} from 'n8n-workflow';

import { flat, type Field, type Group } from '../fields/field';
import { columnsNotice, mappingMode } from '../fields/mapping';
import { inOrder, propertyOf } from '../fields/property';
import { routeOf, type Operation } from '../run/operation';
import { sendOptionFields } from '../run/optionFields';
import { runOperation } from '../run/runOperation';
import { allItems, oneItem } from '../run/source';

/** A kind of thing at elepay, and what can be done with it. */
export interface Resource {
	name: string;
	value: string;
	operations: readonly Operation[];
	/** The value of the operation that the editor begins with. */
	default: string;
}

type Shown = NonNullable<NonNullable<INodeProperties['displayOptions']>['show']>;

/** Everything that the editor shows for resources: the choice of one, its operations, their fields. */
export function propertiesOf(resources: readonly Resource[]): INodeProperties[] {
	return [
		{
			displayName: 'Resource',
			name: 'resource',
			type: 'options',
			noDataExpression: true,
			options: resources.map(({ name, value }) => ({ name, value })),
			default: 'code',
		},
		...resources.flatMap((resource) => [operationProperty(resource), ...fieldProperties(resource)]),
	];
}

/** What n8n runs in place of the routing: each operation, with all items at once. */
export function customOperationsOf(resources: readonly Resource[]): INodeType['customOperations'] {
	return Object.fromEntries(
		resources.map(({ value, operations }) => [
			value,
			Object.fromEntries(operations.map((operation) => [operation.value, runAll(operation)])),
		]),
	);
}

/** "Create: EasyQR Code", in the names of the editor. */
export function subtitleOf(resources: readonly Resource[]): string {
	const operations = resources.flatMap((resource) => resource.operations);
	return `={{ (${namesByValue(operations)})[$parameter["operation"]] + ": " + (${namesByValue(resources)})[$parameter["resource"]] }}`;
}

function namesByValue(choices: ReadonlyArray<{ name: string; value: string }>): string {
	return JSON.stringify(Object.fromEntries(choices.map(({ name, value }) => [value, name])));
}

function operationProperty({ value, operations, default: first }: Resource): INodeProperties {
	return {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: [value] } },
		options: inOrder(operations.map(inEditor)),
		default: first,
	};
}

/** An operation in the editor's list. Its routing is for hosts that don't ask for custom operations. */
function inEditor(operation: Operation): INodePropertyOptions {
	const { name, value, action, description } = operation;
	const { method, path } = routeOf(operation);
	return {
		name,
		value,
		action,
		description,
		routing: {
			request: { method, url: path },
			send: { paginate: true },
			operations: {
				async pagination(this: IExecutePaginationFunctions) {
					return await runOperation(oneItem(this), operation);
				},
			},
		},
	};
}

function runAll(operation: Operation) {
	return async function (this: IExecuteFunctions) {
		return [await runOperation(allItems(this), operation)];
	};
}

/**
 * The fields of a resource. One that several operations have is there once, unless it would come
 * before a field of its operation that it has to follow.
 */
function fieldProperties({ value, operations }: Resource): INodeProperties[] {
	const entries: Array<{ field: Field | Group; more: Shown; operations: string[] }> = [];
	const add = (operation: Operation, field: Field | Group, more: Shown = {}) => {
		const last = entries.findLastIndex((entry) => entry.operations.includes(operation.value));
		const same = entries
			.slice(last + 1)
			.find(
				(entry) => entry.field === field && JSON.stringify(entry.more) === JSON.stringify(more),
			);
		if (same) same.operations.push(operation.value);
		else entries.push({ field, more, operations: [operation.value] });
	};
	for (const operation of operations) {
		const { mapsColumns, fields, settings = [] } = operation;
		if (mapsColumns) {
			add(operation, mappingMode);
			add(operation, columnsNotice(flat(fields)), { mappingMode: ['autoMapInputData'] });
		}
		const mapped: Shown = mapsColumns ? { mappingMode: ['defineBelow'] } : {};
		for (const field of fields) {
			add(operation, field, { ...mapped, ...shownFor(field) });
			if (mapsColumns && 'fields' in field) {
				add(operation, forAllRows(field), { mappingMode: ['autoMapInputData'] });
			}
		}
		for (const field of settings) add(operation, field, shownFor(field));
		add(operation, optionsOf(operation));
	}
	return entries.map(({ field, more, operations: shown }) => ({
		...propertyOf(field),
		displayOptions: { show: { resource: [value], operation: shown, ...more } },
	}));
}

/** A group beside the columns: what holds for each row that has no value of its own. */
function forAllRows(group: Group): Group {
	return { ...group, displayName: 'Values for All Rows', placeholder: 'Add Value' };
}

/** The values of other fields with which a field is shown. */
function shownFor(field: Field | Group): Shown {
	return 'fields' in field ? {} : (field.displayOptions?.show ?? {});
}

/** Options by what is in them: most operations have the same. */
const knownOptions = new Map<string, Field>();

/** How a run sends its calls, and what else an operation leaves to the user. */
function optionsOf(operation: Operation): Field {
	const fields = [...sendOptionFields(operation), ...(operation.options ?? [])];
	const names = fields.map(({ name }) => name).join();
	const options: Field = knownOptions.get(names) ?? {
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: inOrder(fields),
	};
	knownOptions.set(names, options);
	return options;
}
