import { isMap, partsOf, pathsOf, type Field } from './field';

/** Where the values of a row come from. */
export const mappingMode: Field = {
	displayName: 'Mapping Mode',
	name: 'mappingMode',
	type: 'options',
	noDataExpression: true,
	options: [
		{
			name: 'Map Each Field Below',
			value: 'defineBelow',
			description: 'Set the value for each field',
		},
		{
			name: 'Map Automatically',
			value: 'autoMapInputData',
			description: 'Take the values from the columns of the incoming rows; the fastest way',
		},
	],
	default: 'defineBelow',
};

/** What the editor says of the columns that rows may have. */
export function columnsNotice(fields: readonly Field[]): Field {
	const needed = fields.filter(({ required }) => required).map(({ name }) => `<b>${name}</b>`);
	const others = fields.filter(({ required }) => !required).map(({ name }) => name);
	const entries = fields.filter(isMap).map(({ name }) => `${name}.&lt;name&gt;`);
	const parts = fields.flatMap((field) => pathsOf(partsOf(field), field.name));
	const used = [...others, ...entries].join(', ');
	const sentences = [
		needed.length > 0
			? `Each row needs the ${needed.length === 1 ? 'column' : 'columns'} ${inList(needed)}. These are used too where they exist: ${used}.`
			: `These columns are used where they exist: ${used}.`,
		parts.length > 0 && `Parts can have columns of their own: ${parts.join(', ')}.`,
		'Upper and lower case, spaces and underscores in the names make no difference; other columns are ignored.',
	];
	return {
		displayName: sentences.filter(Boolean).join(' '),
		name: 'columnsNotice',
		type: 'notice',
		default: '',
	};
}

/** "amount, currency and orderNo". */
function inList(names: string[]): string {
	const last = names.at(-1)!;
	return names.length > 1 ? `${names.slice(0, -1).join(', ')} and ${last}` : last;
}
