import { REFERENCE } from '../../api/documents';
import type { Field } from './field';

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
			description: 'Drag your columns onto the fields below. Works with any column names.',
		},
		{
			name: 'Map Automatically',
			value: 'autoMapInputData',
			description:
				'Use the columns whose names match, in English or Japanese. Fastest for large lists.',
		},
	],
	default: 'defineBelow',
};

/** What the editor says of the columns that rows may have. */
export function columnsNotice(fields: readonly Field[]): Field {
	const needed = fields.filter(({ required }) => required);
	const names = needed.map(({ name, columns = [] }) =>
		columns.length > 0 ? `<b>${name}</b> (or ${columns[0]})` : `<b>${name}</b>`,
	);
	const need = names.length > 0 ? `Your rows need ${inList(names)}. Other` : 'All';
	return {
		displayName: `${need} columns are optional: <a href="${REFERENCE}" target="_blank">all names</a>.`,
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
