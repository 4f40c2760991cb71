import {
	isResourceLocatorValue,
	UserError,
	type IDataObject,
	type IExecuteSingleFunctions,
} from 'n8n-workflow';

import type { Parameters } from '../../request/parameters';
import { isEmpty, text } from '../../request/values';
import { shorten } from '../../../api/words';
import type { CodeValues } from './body';

/**
 * The values that the fields of Create hold for an item, where each field is mapped on its own.
 *
 * @throws {UserError} if something is given both in fields and as JSON, or a name twice: either
 * could be the wrong one
 */
export function valuesFromFields(
	context: IExecuteSingleFunctions,
	parameters: Parameters,
): CodeValues {
	const additionalFields = parameters.read(context, 'additionalFields', {}) as IDataObject | null;
	const { items, itemsJson, metadata, metadataJson, extra, extraJson, ...simple } =
		additionalFields ?? {};

	const { locationId, customerId, sourceId } = simple;
	return {
		...simple,
		locationId: idOf(locationId),
		customerId: idOf(customerId),
		sourceId: idOf(sourceId),
		amount: parameters.read(context, 'amount', ''),
		currency: parameters.read(context, 'currency', ''),
		orderNo: parameters.read(context, 'orderNo', ''),
		items: oneOf('Items', rowsOf(items, 'item'), itemsJson),
		metadata: oneOf('Metadata', fromEntries('Metadata', metadata), metadataJson),
		extra: oneOf('Extra', fromEntries('Extra', extra), extraJson),
	};
}

/** What a picker holds, or the plain text that workflows of older versions have in its place. */
function idOf(value: unknown): unknown {
	return isResourceLocatorValue(value) ? value.value : value;
}

function oneOf(label: string, fields: unknown, json: unknown): unknown {
	if (isEmpty(fields)) return json;
	if (isEmpty(json)) return fields;
	throw new UserError(`${label} is given twice: in fields and as JSON`, {
		description: `Remove either ${label} or ${label} (JSON)`,
	});
}

/** The rows of a fixed collection, or undefined if it has none. */
function rowsOf(collection: unknown, name: string): unknown {
	const rows = (collection as IDataObject | null | undefined)?.[name];
	return Array.isArray(rows) && rows.length === 0 ? undefined : rows;
}

/** The rows of a fixed collection as one object. */
function fromEntries(label: string, collection: unknown): unknown {
	const result = new Map<string, unknown>();
	for (const entry of [rowsOf(collection, 'entry')].flat()) {
		const { key, value } = (entry ?? {}) as IDataObject;
		if (isEmpty(value)) continue;
		const name = text()(key, `A name in ${label}`) ?? '';
		if (result.has(name)) {
			throw new UserError(`${label} has the name "${shorten(name)}" twice`, {
				description: `Leave only one entry with this name in ${label}`,
			});
		}
		result.set(name, value);
	}
	return result.size > 0 ? Object.fromEntries(result) : undefined;
}
