import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';

import { canInstallPackages, installPackages } from './debian';
import { withProgress } from './progress';
import { SetupError } from './setupError';

/** Debian's packages. */
const PACKAGES = ['redis-server', 'postgresql'];

/** Where Debian keeps PostgreSQL, a folder for each version. */
const DEBIAN_POSTGRES = '/usr/lib/postgresql';

export interface DatabasePrograms {
	/** `redis-server`. */
	redis: string;
	/** The folder with `initdb`, `postgres`, `pg_isready` and `psql`. */
	postgresFolder: string;
}

type Found = { [name in keyof DatabasePrograms]: string | undefined };

function locate(): Found {
	const folders = (process.env.PATH ?? '').split(path.delimiter);
	return {
		redis: folders
			.map((folder) => path.join(folder, 'redis-server'))
			.find((file) => existsSync(file)),
		postgresFolder: [...folders, ...debianPostgres()].find(hasPostgres),
	};
}

/** The newest version first. */
function debianPostgres(): string[] {
	if (!existsSync(DEBIAN_POSTGRES)) return [];
	return readdirSync(DEBIAN_POSTGRES)
		.sort((one, other) => Number(other) - Number(one))
		.map((version) => path.join(DEBIAN_POSTGRES, version, 'bin'));
}

function hasPostgres(folder: string): boolean {
	return ['initdb', 'postgres', 'pg_isready', 'psql'].every((name) =>
		existsSync(path.join(folder, name)),
	);
}

/**
 * Redis and PostgreSQL, installed from Debian's packages if they are missing and that is possible.
 *
 * @throws {SetupError} if one of them is missing
 */
export async function findDatabases(): Promise<DatabasePrograms> {
	const isComplete = (found: Found): found is DatabasePrograms =>
		Boolean(found.redis && found.postgresFolder);
	const there = locate();
	if (isComplete(there)) return there;

	if (canInstallPackages()) {
		await withProgress("Installing Redis and PostgreSQL from Debian's packages", () =>
			installPackages(PACKAGES),
		);
	}
	const installed = locate();
	if (isComplete(installed)) return installed;
	const missing = [
		...(installed.redis ? [] : ['Redis (redis-server)']),
		...(installed.postgresFolder ? [] : ['PostgreSQL (initdb, postgres, pg_isready and psql)']),
	];
	throw new SetupError(
		`n8n's queue mode needs ${missing.join(' and ')}, to be found on the PATH.\n` +
			`On Debian and Ubuntu: \`apt-get install ${PACKAGES.join(' ')}\`, on macOS: \`brew install redis postgresql\`.\n` +
			`They run with data folders of their own for as long as this command does.`,
	);
}
