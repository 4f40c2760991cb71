import './bootstrap';
import { existsSync, realpathSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { LazyPackageDirectoryLoader, PackageDirectoryLoader } from 'n8n-core';
import type { ICredentialType, INodeType, IVersionedNodeType } from 'n8n-workflow';

/** A package of nodes and credentials, loaded the way n8n loads it. */
export interface LoadedPackage {
	name: string;
	directory: string;
	/** Full names, e.g. `n8n-nodes-elepay.elepay`. */
	nodeTypes: string[];
	credentialTypes: string[];
	/** Takes the full name. */
	getNode(fullName: string): INodeType | IVersionedNodeType;
	getCredential(name: string): ICredentialType;
	/** The credential types that this one extends directly. */
	extendedTypes(name: string): string[];
	/** Full names of the nodes in this package that use the credential. */
	supportedNodes(name: string): string[];
}

const loaded = new Map<string, Promise<LoadedPackage>>();

/**
 * Loads a built package with n8n's own loader. A folder is loaded once per process, as in n8n,
 * because the loader adds to the node descriptions while it reads them.
 */
export async function loadPackage(dir = process.cwd()): Promise<LoadedPackage> {
	const directory = realpathSync(resolve(dir));
	const known = loaded.get(directory);
	if (known) return await known;
	const loading = load(directory);
	loaded.set(directory, loading);
	return await loading;
}

async function load(directory: string): Promise<LoadedPackage> {
	// n8n-nodes-base ships an index of its 400 nodes, and n8n reads a node when it is first used.
	const Loader = existsSync(join(directory, 'dist', 'known', 'nodes.json'))
		? LazyPackageDirectoryLoader
		: PackageDirectoryLoader;
	const loader = new Loader(directory);
	await loader.loadAll();
	const name = loader.packageName;
	const fullName = (node: string) => `${name}.${node}`;
	return {
		name,
		directory,
		nodeTypes: Object.keys(loader.known.nodes).map(fullName),
		credentialTypes: Object.keys(loader.known.credentials),
		getNode: (full) => loader.getNode(full.slice(name.length + 1)).type,
		getCredential: (credential) => loader.getCredential(credential).type,
		extendedTypes: (credential) => loader.known.credentials[credential]?.extends ?? [],
		supportedNodes: (credential) =>
			(loader.known.credentials[credential]?.supportedNodes ?? []).map(fullName),
	};
}
