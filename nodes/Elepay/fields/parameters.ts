/** Where the values of parameters come from. */
export interface ParameterSource {
	/**
	 * A parameter's value for an item.
	 *
	 * @param path its name, or the way to a part of it: "additionalFields.description"
	 * @throws n8n's ExpressionError if an expression of the user's can't be evaluated
	 */
	parameter(path: string, itemIndex: number): unknown;
	/** A parameter as the workflow holds it, with its expressions. */
	rawParameter(name: string): unknown;
	/** The item's columns, or undefined where `$json` stands for something else. */
	row(itemIndex: number): Record<string, unknown> | undefined;
}

/** Gives a value for an item. */
type ForItem = (itemIndex: number) => unknown;

/** An expression that is nothing but a column of the item, as dragging one onto a field makes it. */
const COLUMN = /^=\{\{\s*\$json(?:\.([A-Za-z_$][\w$]*)|\[(?:"([^"\\]*)"|'([^'\\]*)')\])\s*\}\}$/;

/**
 * The node's parameters, for as many items as one run of the node has.
 *
 * An expression costs n8n up to a millisecond, and a row may have several. So a parameter is looked
 * at once a run: fixed values are kept, columns dragged from the input are taken from the item, and
 * each other expression is evaluated once an item.
 */
export class Parameters {
	private readonly known = new Map<string, ForItem>();

	constructor(private readonly source: ParameterSource) {}

	/**
	 * @param name a top-level parameter
	 * @returns its value; the same one for all items where it has no expression
	 * @throws n8n's ExpressionError if an expression of the user's can't be evaluated
	 */
	read(name: string, itemIndex: number): unknown {
		let forItem = this.known.get(name);
		if (!forItem) {
			const raw = this.source.rawParameter(name);
			forItem = isFixed(raw) ? () => raw : this.reader(raw, name);
			this.known.set(name, forItem);
		}
		return forItem(itemIndex);
	}

	private reader(raw: unknown, path: string): ForItem {
		if (isFixed(raw)) return () => raw;
		if (typeof raw === 'string') return this.expression(raw, path);

		const isList = Array.isArray(raw);
		const keys = Object.keys(raw as object);
		// n8n finds its way by dots and brackets
		if (keys.some((key) => !/^\w+$/.test(key))) return this.evaluation(path);
		const parts = Object.entries(raw as object).map(
			([key, part]) =>
				[key, this.reader(part, isList ? `${path}[${key}]` : `${path}.${key}`)] as const,
		);
		return isList
			? (itemIndex) => parts.map(([, part]) => part(itemIndex))
			: (itemIndex) => Object.fromEntries(parts.map(([key, part]) => [key, part(itemIndex)]));
	}

	private expression(raw: string, path: string): ForItem {
		const match = COLUMN.exec(raw);
		const column = match?.[1] ?? match?.[2] ?? match?.[3];
		const evaluate = this.evaluation(path);
		if (column === undefined) return evaluate;
		return (itemIndex) => {
			const row = this.source.row(itemIndex);
			if (!row) return evaluate(itemIndex);
			return Object.hasOwn(row, column) ? row[column] : undefined;
		};
	}

	private evaluation(path: string): ForItem {
		return (itemIndex) => this.source.parameter(path, itemIndex);
	}
}

/** Whether a raw value has no expression in it. */
function isFixed(raw: unknown): boolean {
	if (typeof raw === 'string') return !raw.startsWith('=');
	if (typeof raw !== 'object' || raw === null) return true;
	return Object.values(raw).every(isFixed);
}
