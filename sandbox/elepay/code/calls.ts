import type { ApiRequest, Calls } from '../call';
import { named } from '../named';
import { orderNoOf } from '../orderNo';
import { closeCode, type CodeRequest, createCode, showCode } from './code';
import { NEW_CODE } from './schema';

const codeOf = ({ store, params }: ApiRequest) => named(store.codes, params, 'codeId');

export const CODE_CALLS = {
	'POST /codes': {
		body: NEW_CODE,
		status: 201,
		attemptKey: orderNoOf,
		answer: ({ world, store, body }: ApiRequest<CodeRequest>) =>
			showCode(world, createCode(world, store, body)),
	},
	'GET /codes/{codeId}': {
		status: 200,
		answer: (request: ApiRequest) => showCode(request.world, codeOf(request)),
	},
	'DELETE /codes/{codeId}': {
		status: 204,
		answer: (request: ApiRequest) => closeCode(request.world, codeOf(request)),
	},
} satisfies Calls;
