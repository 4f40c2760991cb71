import type { IDataObject, IExecuteSingleFunctions } from 'n8n-workflow';

/** Gives a parameter's value for the item of the context it is called with. */
type ParameterReader = (context: IExecuteSingleFunctions) => unknown;

/** An expression that is nothing but a column of the item, as dragging one onto a field makes it. */
const COLUMN = /^=\{\{\s*\$json(?:\.([A-Za-z_$][\w$]*)|\[(?:"([^"\\]*)"|'([^'\\]*)')\])\s*\}\}$/;

/**
 * The node's parameters, for as many items as one run of the node has.
 *
 * The engine has evaluated every expression twice per item by the time it gets here, at up to a
 * millisecond each. So a parameter is looked at once a run: fixed values are kept, and columns
 * dragged from the input are taken from the item. Only what is left goes to the evaluator again.
 */
export class Parameters {
	private readonly readers = new Map<string, ParameterReader>();

	/**
	 * @param name a top-level parameter
	 * @param fallback stands in for a parameter that the workflow doesn't have
	 * @throws n8n's ExpressionError if an expression of the user's can't be evaluated
	 */
	read(context: IExecuteSingleFunctions, name: string, fallback: unknown): unknown {
		let reader = this.readers.get(name);
		if (!reader) {
			const raw = context.getNodeParameter(name, fallback, { rawExpressions: true });
			reader = directReader(raw) ?? ((itemContext) => itemContext.getNodeParameter(name, fallback));
			this.readers.set(name, reader);
		}
		return reader(context);
	}
}

/** How to read a raw value without the evaluator, or undefined if that can't be done. */
function directReader(raw: unknown): ParameterReader | undefined {
	if (typeof raw === 'string' && raw.startsWith('=')) {
		const match = COLUMN.exec(raw);
		const column = match?.[1] ?? match?.[2] ?? match?.[3];
		return column === undefined ? undefined : (context) => columnOf(context, column);
	}
	if (typeof raw !== 'object' || raw === null) return () => raw;

	const readers = Object.entries(raw).map(
		([key, value]) => [key, directReader(value)] as [string, ParameterReader | undefined],
	);
	if (!readers.every((entry): entry is [string, ParameterReader] => entry[1] !== undefined)) {
		return undefined;
	}
	return (context) => {
		const values = readers.map(([key, reader]) => [key, reader(context)] as const);
		return Array.isArray(raw) ? values.map(([, value]) => value) : Object.fromEntries(values);
	};
}

function columnOf(context: IExecuteSingleFunctions, column: string): unknown {
	const row: IDataObject = context.getInputData().json;
	return Object.hasOwn(row, column) ? row[column] : undefined;
}
