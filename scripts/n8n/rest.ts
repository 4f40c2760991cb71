/** What the editor itself calls: https://docs.n8n.io has only the public API, which needs a key. */
export class RestClient {
	private readonly jar = new Map<string, string>();

	constructor(readonly url: string) {}

	/** @throws {Error} with n8n's answer if it isn't a good one */
	async call<T>(method: string, path: string, body?: unknown): Promise<T> {
		const response = await fetch(`${this.url}/rest${path}`, {
			method,
			headers: {
				cookie: this.cookieHeader(),
				...(body ? { 'content-type': 'application/json' } : {}),
			},
			...(body ? { body: JSON.stringify(body) } : {}),
		});
		const text = await response.text();
		if (!response.ok) throw new Error(`n8n: ${method} ${path}: ${response.status} ${text}`);

		for (const cookie of response.headers.getSetCookie()) {
			const [, name, value] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
			if (name) this.jar.set(name, value ?? '');
		}
		return (JSON.parse(text) as { data: T }).data;
	}

	/** What signs a browser in as whoever has signed in here. */
	cookies(): Array<{ name: string; value: string }> {
		return [...this.jar].map(([name, value]) => ({ name, value }));
	}

	private cookieHeader(): string {
		return [...this.jar].map((cookie) => cookie.join('=')).join('; ');
	}
}
