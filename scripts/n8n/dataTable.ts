import type { RestClient } from './rest';

export type DataRow = Record<string, unknown>;

/** The most rows that n8n gives at once, and a number that it takes at once without trouble. */
const PAGE = 250;
const CHUNK = 500;

/** A data table of the signed-in user. */
export class DataTable {
	private constructor(
		private readonly rest: RestClient,
		private readonly path: string,
	) {}

	/** Makes a table of texts. */
	static async create(rest: RestClient, name: string, columns: string[]): Promise<DataTable> {
		const path = await tablesPath(rest);
		const { id } = await rest.call<{ id: string }>('POST', path, {
			name,
			columns: columns.map((column) => ({ name: column, type: 'string' })),
		});
		return new DataTable(rest, `${path}/${id}`);
	}

	/** @throws {Error} if there is none of this name */
	static async find(rest: RestClient, name: string): Promise<DataTable> {
		const path = await tablesPath(rest);
		const { data } = await rest.call<{ data: Array<{ id: string; name: string }> }>('GET', path);
		const table = data.find((candidate) => candidate.name === name);
		if (!table) throw new Error(`There is no data table '${name}'.`);
		return new DataTable(rest, `${path}/${table.id}`);
	}

	async insert(rows: DataRow[]): Promise<void> {
		for (let start = 0; start < rows.length; start += CHUNK) {
			const data = rows.slice(start, start + CHUNK);
			await this.rest.call('POST', `${this.path}/insert`, { data });
		}
	}

	/** Changes the rows that have these values. */
	async update(where: DataRow, data: DataRow): Promise<void> {
		const filters = Object.entries(where).map(([columnName, value]) => ({
			columnName,
			condition: 'eq',
			value,
		}));
		await this.rest.call('PATCH', `${this.path}/rows`, { filter: { type: 'and', filters }, data });
	}

	async rows(): Promise<DataRow[]> {
		const rows: DataRow[] = [];
		for (;;) {
			const query = `take=${PAGE}&skip=${rows.length}&sortBy=id:asc`;
			const { data, count } = await this.rest.call<{ data: DataRow[]; count: number }>(
				'GET',
				`${this.path}/rows?${query}`,
			);
			rows.push(...data);
			if (data.length === 0 || rows.length >= count) return rows;
		}
	}
}

/** Where the signed-in user's tables are. */
async function tablesPath(rest: RestClient): Promise<string> {
	const { id } = await rest.call<{ id: string }>('GET', '/projects/personal');
	return `/projects/${id}/data-tables`;
}
