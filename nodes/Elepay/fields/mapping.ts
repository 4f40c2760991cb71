import { isMap, type Field } from './field';

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
	return {
		displayName: `Each row needs ${needed.length === 1 ? 'the column' : 'the columns'} ${needed.join(' and ')}. These are used too where they exist: ${[...others, ...entries].join(', ')}. Upper and lower case, spaces and underscores in the names make no difference; other columns are ignored.`,
		name: 'columnsNotice',
		type: 'notice',
		default: '',
	};
}
