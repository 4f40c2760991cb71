import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

export interface Order extends IDataObject {
	orderNo: string;
	amount: number;
}

let batches = 0;

/** Rows as a spreadsheet brings them, with order numbers that no other batch has. */
export function orders(count: number): Order[] {
	const batch = ++batches;
	return Array.from({ length: count }, (_, index) => ({
		orderNo: `R${batch}-${index}`,
		amount: 100 + index,
		customer: `Customer ${index}`,
	}));
}

export function asItems(rows: IDataObject[]): INodeExecutionData[] {
	return rows.map((json) => ({ json }));
}
