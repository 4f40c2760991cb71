import type { IDataObject } from 'n8n-workflow';

/** What a property holds: a text, a whole number, a yes or no, a map of texts, an object, or a list. */
export type PropertyType =
	'text' | 'integer' | 'number' | 'flag' | 'map' | Properties | [PropertyType];

export interface Properties {
	[name: string]: PropertyType;
}

/** What elepay gives of one kind of thing. Unknown properties pass through all the same. */
export interface ApiObject {
	/** Every property that elepay documents, in its order. */
	properties: Properties;
	/** Texts without which nobody could do anything with it: an answer that lacks them isn't one. */
	sure: readonly string[];
	/** What Simplify leaves, at most ten properties; absent where there is nothing to simplify. */
	simplified?: readonly string[];
	/** What Simplify adds, from elsewhere in the object or from what it was asked for with. */
	derived?: Readonly<
		Record<string, { type: PropertyType; from(object: IDataObject, asked: IDataObject): unknown }>
	>;
}

/** Whether an answer's body is such an object. */
export function isObject(body: unknown, { sure }: ApiObject): body is IDataObject {
	if (typeof body !== 'object' || body === null) return false;
	return sure.every((name) => {
		const value = (body as IDataObject)[name];
		return typeof value === 'string' && value !== '';
	});
}

/**
 * An object reduced to what most workflows need.
 *
 * @param asked the values of the call that it answers, by the API's names
 */
export function simplified(object: IDataObject, kind: ApiObject, asked: IDataObject): IDataObject {
	const { simplified: names = [], derived = {} } = kind;
	const entries = names.flatMap((name) => {
		const rule = derived[name];
		if (rule) return [[name, rule.from(object, asked)]];
		return name in object ? [[name, object[name]]] : [];
	});
	return Object.fromEntries(entries) as IDataObject;
}

/**
 * The JSON schema by which n8n's editor shows an output before the first run.
 *
 * @param isSimplified whether the output is simplified unless the user wants it whole
 */
export function outputSchema(kind: ApiObject, isSimplified = false): object {
	const { properties, sure, simplified: names = [], derived = {} } = kind;
	const shown = isSimplified
		? Object.fromEntries(names.map((name) => [name, derived[name]?.type ?? properties[name]!]))
		: properties;
	return { ...objectSchema(shown, sure), version: 1 };
}

const SCALARS = { text: 'string', integer: 'integer', number: 'number', flag: 'boolean' };

function objectSchema(properties: Properties, sure: readonly string[] = []): object {
	const schemas = Object.entries(properties).map(([name, type]) => [
		name,
		schemaOf(type, sure.includes(name)),
	]);
	return { type: 'object', properties: Object.fromEntries(schemas) as object };
}

function schemaOf(type: PropertyType, isSure = false): object {
	if (Array.isArray(type)) return { type: 'array', items: schemaOf(type[0]) };
	if (type === 'map') return { type: 'object' };
	if (typeof type === 'object') return objectSchema(type);
	return { type: isSure ? SCALARS[type] : [SCALARS[type], 'null'] };
}
