/** Every field of every operation, with its limits and the names of its column. */
export const REFERENCE =
	'https://github.com/n8n-nodes-elepay/n8n-nodes-elepay/blob/main/docs/reference.md';
