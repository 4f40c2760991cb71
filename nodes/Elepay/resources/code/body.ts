import { UserError, type IDataObject } from 'n8n-workflow';

import {
	currency,
	flag,
	isEmpty,
	listOf,
	orJson,
	text,
	textMap,
	webAddress,
	wholeNumber,
	type Reader,
} from '../../request/values';

/** One property of the request of POST /codes. */
interface BodyProperty {
	/** The label of its field in the editor, which is how messages name it. */
	label: string;
	read: Reader;
	required?: boolean;
}

/** The most entries elepay takes in `metadata` and `extra`, and the longest name of one. */
const MAP_LIMITS = { keys: 20, keyLength: 20 };

/**
 * Every property that POST /codes takes, in the order of elepay's reference page, with the limits
 * that stand there. Whatever passes these readers is valid by the documented schema.
 */
export const CODE_PROPERTIES = {
	amount: { label: 'Amount', read: wholeNumber({ min: 0 }), required: true },
	currency: { label: 'Currency', read: currency },
	orderNo: { label: 'Order Number', read: text({ max: 50 }), required: true },
	description: { label: 'Description', read: text({ max: 255 }) },
	extra: { label: 'Extra', read: orJson(textMap(MAP_LIMITS)) },
	metadata: {
		label: 'Metadata',
		read: orJson(
			textMap({
				...MAP_LIMITS,
				valueBytes: 255,
				reserved: (key) => key === 'route' || key.startsWith('__'),
			}),
		),
	},
	expiryDuration: { label: 'Expires After', read: wholeNumber({ min: 3, max: 30 }) },
	frontUrl: { label: 'Return URL', read: webAddress },
	items: {
		label: 'Items',
		read: orJson(
			listOf({
				name: { label: 'Name', read: text(), required: true },
				price: { label: 'Price', read: wholeNumber(), required: true },
				count: { label: 'Count', read: wholeNumber(), required: true },
				image: { label: 'Image URL', read: webAddress },
			}),
		),
	},
	locationId: { label: 'Location', read: text({ max: 32 }) },
	customerId: { label: 'Customer', read: text({ max: 32 }) },
	sourceId: { label: 'Source', read: text({ max: 32 }) },
	shouldCreateSource: { label: 'Create Source', read: flag },
} satisfies Record<string, BodyProperty>;

export type CodeProperty = keyof typeof CODE_PROPERTIES;

/** Values by property, unread: from parameters, or from the columns of a row. */
export type CodeValues = Partial<Record<CodeProperty, unknown>>;

/**
 * The body of POST /codes. What is empty is left out, never sent as null or "".
 *
 * @throws {UserError} naming the field's label, if a value is missing or beyond elepay's limits
 */
export function codeBody(values: CodeValues): IDataObject {
	const body: IDataObject = {};
	for (const [name, property] of Object.entries(CODE_PROPERTIES) as Array<
		[CodeProperty, BodyProperty]
	>) {
		const raw = values[name];
		if (isEmpty(raw) && !property.required) continue;
		const value = property.read(raw, property.label) as IDataObject[string];
		if (value !== undefined) body[name] = value;
		else if (property.required) {
			throw new UserError(`${property.label} is empty`, {
				description: `Fill in ${property.label}: every code needs one (the property "${name}" of elepay)`,
			});
		}
	}
	return body;
}
