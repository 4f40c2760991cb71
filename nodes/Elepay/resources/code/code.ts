import type { IDataObject } from 'n8n-workflow';

/** elepay's Code object: these properties are sure, whatever else a version of the API adds. */
export interface Code extends IDataObject {
	id: string;
	codeUrl: string;
}

/** Whether a body is a Code object: without an ID and a URL nobody can do anything with one. */
export function isCode(body: unknown): body is Code {
	if (typeof body !== 'object' || body === null) return false;
	const { id, codeUrl } = body as Partial<Code>;
	return typeof id === 'string' && id !== '' && typeof codeUrl === 'string' && codeUrl !== '';
}

const SIMPLIFIED = [
	'id',
	'codeUrl',
	'status',
	'amount',
	'currency',
	'orderNo',
	'liveMode',
	'expiryTime',
	'createTime',
	'frontUrl',
];

/** A Code reduced to what most workflows need. */
export function simplifiedCode(code: Code): IDataObject {
	return Object.fromEntries(
		SIMPLIFIED.filter((name) => name in code).map((name) => [name, code[name]]),
	);
}
