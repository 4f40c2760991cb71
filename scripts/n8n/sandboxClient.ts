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

export interface SandboxInvoice {
	id: string;
	invoiceNo: string;
	name: string;
	amount: number;
	status: string;
	expiryTime: number;
	customer: { id: string; name: string; email: string };
	/** How often it was sent. */
	sends: number;
}

export interface SandboxCharge {
	id: string;
	orderNo: string;
	amount: number;
}

export interface SandboxRefund {
	id: string;
	amount: number;
	reason: string | null;
}

/** Payments in the place of all that are there. */
export interface ChargeSeeds {
	charges: number;
	/** When the first and the last one is paid, in epoch milliseconds; the others evenly between. */
	from: number;
	to: number;
	paymentMethod: string;
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

	/** As it was when it started, and at the computer's time. */
	async reset(): Promise<void> {
		await this.call('DELETE', '/_sandbox/clock');
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

	/** What goes wrong from now on, as sandbox/README.md has it. */
	async setFaults(...rules: object[]): Promise<void> {
		await this.call('POST', '/_sandbox/faults', { rules });
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

	async invoices(): Promise<SandboxInvoice[]> {
		const { invoices } = await this.call<{ invoices: SandboxInvoice[] }>(
			'GET',
			'/_sandbox/invoices',
		);
		return invoices;
	}

	/** The newest 100, newest first. */
	async charges(): Promise<SandboxCharge[]> {
		const { charges } = await this.call<{ charges: SandboxCharge[] }>('GET', '/charges?limit=100');
		return charges;
	}

	/** Puts order numbers SEED-1, SEED-2 … with the amounts 101, 102 … in the place of all charges. */
	async seedCharges(seeds: ChargeSeeds): Promise<void> {
		await this.call('POST', '/_sandbox/seeds', seeds);
	}

	async refund(chargeId: string, amount: number): Promise<void> {
		await this.call('POST', `/charges/${chargeId}/refunds`, { amount });
	}

	/** All refunds of a charge, oldest first. */
	async refunds(chargeId: string): Promise<SandboxRefund[]> {
		const { refunds } = await this.call<{ refunds: SandboxRefund[] }>(
			'GET',
			`/charges/${chargeId}/refunds`,
		);
		return refunds;
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
