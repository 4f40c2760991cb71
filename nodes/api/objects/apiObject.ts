import { tryToParseDateTime, type IDataObject } from 'n8n-workflow';

/**
 * What a property holds: a text, a whole number, a moment in epoch milliseconds, a yes or no, a map of
 * texts, an object, or a list.
 */
export type PropertyType =
	'text' | 'integer' | 'number' | 'time' | 'flag' | 'map' | Properties | [PropertyType];

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
 * An object reduced to what most workflows need, with times as people read them.
 *
 * @param asked the values of the call that it answers, by the API's names
 * @param timeZone in which times are told, as an IANA name
 */
export function simplified(
	object: IDataObject,
	kind: ApiObject,
	asked: IDataObject,
	timeZone: string,
): IDataObject {
	const { simplified: names = [], derived = {} } = kind;
	const entries = names.flatMap((name) => {
		const rule = derived[name];
		if (rule) return [[name, rule.from(object, asked)]];
		return name in object ? [[name, object[name]]] : [];
	});
	return readable(Object.fromEntries(entries), simplifiedProperties(kind), timeZone) as IDataObject;
}

/**
 * A value with its times in ISO 8601, such as 2026-11-25T23:34:19+09:00, instead of milliseconds.
 */
export function readable(
	value: unknown,
	type: PropertyType | undefined,
	timeZone: string,
): unknown {
	if (type === 'time') return typeof value === 'number' ? isoTime(value, timeZone) : value;
	if (typeof type !== 'object' || typeof value !== 'object' || value === null) return value;
	if (Array.isArray(type)) {
		return Array.isArray(value)
			? value.map((entry: unknown) => readable(entry, type[0], timeZone))
			: value;
	}
	return Object.fromEntries(
		Object.entries(value).map(([name, part]) => [name, readable(part, type[name], timeZone)]),
	);
}

/** What is beyond the times that there are stays a number. */
function isoTime(milliseconds: number, timeZone: string): string | number {
	const date = new Date(milliseconds);
	if (Number.isNaN(date.getTime())) return milliseconds;
	const time = tryToParseDateTime(date.toISOString()).setZone(timeZone);
	return time.startOf('second').toISO({ suppressMilliseconds: true }) ?? milliseconds;
}

function simplifiedProperties({ properties, simplified: names = [], derived = {} }: ApiObject) {
	return Object.fromEntries(
		names.map((name) => [name, derived[name]?.type ?? properties[name]!]),
	) as Properties;
}

/**
 * The JSON schema by which n8n's editor shows an output before the first run.
 *
 * @param isSimplified whether the output is simplified unless the user wants it whole
 */
export function outputSchema(kind: ApiObject, isSimplified = false): object {
	const shown = isSimplified && kind.simplified ? simplifiedProperties(kind) : kind.properties;
	const scalars = { ...SCALARS, time: isSimplified ? 'string' : 'integer' };
	return { ...objectSchema(shown, scalars, kind.sure), version: 1 };
}

const SCALARS = { text: 'string', integer: 'integer', number: 'number', flag: 'boolean' };

/** How JSON schemas call them. */
type Scalars = Record<Exclude<Extract<PropertyType, string>, 'map'>, string>;

function objectSchema(
	properties: Properties,
	scalars: Scalars,
	sure: readonly string[] = [],
): object {
	const schemas = Object.entries(properties).map(([name, type]) => [
		name,
		schemaOf(type, scalars, sure.includes(name)),
	]);
	return { type: 'object', properties: Object.fromEntries(schemas) as object };
}

function schemaOf(type: PropertyType, scalars: Scalars, isSure = false): object {
	if (Array.isArray(type)) return { type: 'array', items: schemaOf(type[0], scalars) };
	if (type === 'map') return { type: 'object' };
	if (typeof type === 'object') return objectSchema(type, scalars);
	return { type: isSure ? scalars[type] : [scalars[type], 'null'] };
}
