import type { IDataObject } from 'n8n-workflow';

import { checked, type Given } from '../../../dist/nodes/Elepay/fields/checked';
import { Columns } from '../../../dist/nodes/Elepay/fields/columns';
import { flat } from '../../../dist/nodes/Elepay/fields/field';
import { givenInFields } from '../../../dist/nodes/Elepay/fields/given';
import { Parameters, type ParameterSource } from '../../../dist/nodes/Elepay/fields/parameters';
import { create } from '../../../dist/nodes/Elepay/resources/code/create';
import { callsOf } from '../../../dist/nodes/Elepay/run/operation';

/** Every field of Create, those among the additional ones included. */
export const FIELDS = flat(create.fields);

/** The label of a field of Create. */
export function labelOf(name: string): string {
	const field = FIELDS.find((candidate) => candidate.name === name);
	if (!field) throw new Error(`No field ${name}`);
	return field.displayName;
}

/** The body of POST /codes for these values. */
export function codeBody(given: Given): IDataObject {
	return callsOf(create)(checked(FIELDS, given)).body!;
}

/** What the columns of a row give. */
export function givenInColumns(row: IDataObject): Given {
	return new Columns(FIELDS).read(row).given;
}

/** What a node gives whose parameters are all fixed. */
export function givenInNode(parameters: IDataObject): Given {
	const read = new Parameters(sourceOf(parameters));
	return givenInFields(create.fields, (name) => read.read(name, 0));
}

/** A node's parameters, and the row of its only item. n8n evaluates nothing here. */
export function sourceOf(parameters: IDataObject, row: IDataObject = {}) {
	return {
		parameter: jest.fn<unknown, [path: string, itemIndex: number]>(() => 'evaluated'),
		rawParameter: jest.fn<unknown, [name: string]>((name) =>
			name in parameters ? parameters[name] : '',
		),
		row: () => row,
	} satisfies ParameterSource;
}
