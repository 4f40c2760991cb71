import { expect, type APIRequestContext, type APIResponse } from '@playwright/test';

/** A data table of the signed-in user. */
export class DataTable {
	private constructor(
		private readonly request: APIRequestContext,
		private readonly path: string,
	) {}

	static async find(request: APIRequestContext, name: string): Promise<DataTable> {
		const project = await read<{ id: string }>(await request.get('/rest/projects/personal'));
		const path = `/rest/projects/${project.id}/data-tables`;
		const { data } = await read<{ data: Array<{ id: string; name: string }> }>(
			await request.get(path),
		);
		const table = data.find((candidate) => candidate.name === name);
		expect(table, `the data table ${name}`).toBeDefined();
		return new DataTable(request, `${path}/${table!.id}`);
	}

	async insert(rows: Array<Record<string, unknown>>): Promise<void> {
		await read(await this.request.post(`${this.path}/insert`, { data: { data: rows } }));
	}

	async rows(): Promise<Array<Record<string, unknown>>> {
		const { data } = await read<{ data: Array<Record<string, unknown>> }>(
			await this.request.get(`${this.path}/rows`),
		);
		return data;
	}
}

async function read<T>(response: APIResponse): Promise<T> {
	expect(response.ok(), await response.text()).toBe(true);
	return ((await response.json()) as { data: T }).data;
}
