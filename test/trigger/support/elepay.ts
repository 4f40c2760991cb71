import { request } from 'undici';

import type { Charge } from '../../../sandbox/elepay/charge/charge';
import type { Code } from '../../../sandbox/elepay/code/code';
import type { Sandbox } from '../../../sandbox/server';

export const TEST_KEY = 'sk_test_trigger00';
export const LIVE_KEY = 'sk_live_trigger00';

/** Plays merchant and customer at a sandbox, and waits until it has delivered what follows. */
export function elepayOf(sandbox: Sandbox, key = TEST_KEY) {
	const call = async <T>(path: string, body?: object): Promise<T> => {
		const answer = await request(`${sandbox.url}${path}`, {
			method: 'POST',
			headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
			body: JSON.stringify(body ?? {}),
		});
		const json = (await answer.body.json()) as T;
		expect(answer.statusCode).toBeLessThan(300);
		await sandbox.webhooks.settled();
		return json;
	};
	const charged = async (path: string, body?: object) =>
		(await call<{ charge: Charge }>(path, body)).charge;
	return {
		createCode: async (row: { orderNo: string } & Record<string, unknown>) =>
			await call<Code>('/codes', { amount: 1200, expiryDuration: 3, ...row }),
		startPayment: async (codeId: string) => await charged(`/_sandbox/codes/${codeId}/start`),
		pay: async (codeId: string) => await charged(`/_sandbox/codes/${codeId}/pay`),
		refund: async (codeId: string, amount?: number) =>
			await charged(`/_sandbox/codes/${codeId}/refund`, { amount }),
	};
}
