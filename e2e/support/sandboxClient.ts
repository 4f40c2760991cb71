export interface SandboxCode {
	id: string;
	orderNo: string;
	amount: number;
	currency: string;
	description: string | null;
	status: string;
	codeUrl: string;
	metadata: Record<string, string> | null;
}

/** Looks into the sandbox, and plays the customer. */
export class SandboxClient {
	constructor(readonly url: string) {}

	async codes(): Promise<SandboxCode[]> {
		const { codes } = await this.call<{ codes: SandboxCode[] }>('GET', '/codes');
		return codes;
	}

	async reset(): Promise<void> {
		await this.call('DELETE', '/codes');
	}

	async pay(codeId: string): Promise<void> {
		await this.call('POST', `/codes/${codeId}/pay`);
	}

	private async call<T>(method: string, path: string, body?: unknown): Promise<T> {
		const response = await fetch(`${this.url}/_sandbox${path}`, {
			method,
			...(body
				? { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
				: {}),
		});
		const text = await response.text();
		if (!response.ok) throw new Error(`sandbox: ${method} ${path}: ${response.status} ${text}`);
		return (text ? JSON.parse(text) : undefined) as T;
	}
}
