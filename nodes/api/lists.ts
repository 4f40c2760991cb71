import type { IDataObject } from 'n8n-workflow';

/** The most entries that elepay gives at once. */
export const PAGE_SIZE = 100;

/** Whether an answer's body holds a list. */
export function hasList(key: string) {
	return (body: unknown) =>
		typeof body === 'object' && body !== null && Array.isArray((body as IDataObject)[key]);
}
