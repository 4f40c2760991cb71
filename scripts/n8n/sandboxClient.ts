import { SANDBOX_KEY } from './credentials';

export interface SandboxCode {
	id: string;
	orderNo: string;
	amount: number;
	currency: string;
	description: string | null;
	status: string;
	codeUrl: string;
	locationId: string | null;
	metadata: Record<string, string> | null;
}

export interface SandboxDelivery {
	status: 'pending' | 'delivered' | 'failed';
	attempts: unknown[];
}

/** Looks into the sandbox, and plays the customer. */
export class SandboxClient {
	constructor(readonly url: string) {}

	async codes(): Promise<SandboxCode[]> {
		const { codes } = await this.call<{ codes: SandboxCode[] }>('GET', '/_sandbox/codes');
		return codes;
	}

	async reset(): Promise<void> {
		await this.call('DELETE', '/_sandbox/codes');
	}

	async pay(codeId: string): Promise<void> {
		await this.call('POST', `/_sandbox/codes/${codeId}/pay`);
	}

	/** How many codes each order number of test mode has. */
	async codesPerOrderNo(): Promise<Map<string, number>> {
		const { codesPerOrderNo } = await this.call<{
			codesPerOrderNo: { test: Record<string, number> };
		}>('GET', '/_sandbox/stats');
		return new Map(Object.entries(codesPerOrderNo.test));
	}

	/** As the merchant does: it can't be paid any more, and its order number is free again. */
	async closeCode(codeId: string): Promise<void> {
		await this.call('DELETE', `/codes/${codeId}`);
	}

	/** Moves the sandbox's clock forward, and waits for what falls due on the way. */
	async advance(milliseconds: number): Promise<void> {
		await this.call('POST', '/_sandbox/clock', { advanceMs: milliseconds });
	}

	async deliveries(): Promise<SandboxDelivery[]> {
		const { deliveries } = await this.call<{ deliveries: SandboxDelivery[] }>(
			'GET',
			'/_sandbox/deliveries',
		);
		return deliveries;
	}

	/** Forgets all addresses and what is still to be sent to them. */
	async stopWebhooks(): Promise<void> {
		await this.call('DELETE', '/_sandbox/webhooks');
	}

	/** Sends signed events to this address from now on. */
	async sendWebhooks(url: string, secret: string): Promise<void> {
		await this.call('POST', '/_sandbox/webhooks', { url, secret });
	}

	async createCode(body: { orderNo: string; amount: number }): Promise<SandboxCode> {
		return this.call('POST', '/codes', body);
	}

	private async call<T>(method: string, path: string, body?: unknown): Promise<T> {
		const response = await fetch(this.url + path, {
			method,
			headers: {
				authorization: `Bearer ${SANDBOX_KEY}`,
				...(body ? { 'content-type': 'application/json' } : {}),
			},
			...(body ? { body: JSON.stringify(body) } : {}),
		});
		const text = await response.text();
		if (!response.ok) throw new Error(`sandbox: ${method} ${path}: ${response.status} ${text}`);
		return (text ? JSON.parse(text) : undefined) as T;
	}
}
