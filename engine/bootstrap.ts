/**
 * Prepares n8n-core for a process that is not an n8n server. Every module of this folder that needs
 * n8n-core imports this one first: n8n-core's services are decorated classes, so the metadata
 * polyfill has to be there before they load, and they read their settings when they are first used.
 */
import 'reflect-metadata';

// n8n logs every failed node with its stack. Here the caller gets the failure and decides.
process.env.N8N_LOG_LEVEL ??= 'silent';

import { randomBytes, randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InstanceSettings } from 'n8n-core';

interface ServiceContainer {
	set<T>(service: abstract new (...args: never[]) => T, instance: T): void;
}

/**
 * n8n's own InstanceSettings writes an encryption key to `~/.n8n/config` when it is created. Nothing
 * is stored here, so the same facts live in memory and the user's n8n folder stays untouched.
 */
function inMemoryInstanceSettings(): InstanceSettings {
	const n8nFolder = join(tmpdir(), `n8n-engine-${randomUUID()}`);
	const secret = randomBytes(24).toString('base64');
	return Object.assign(Object.create(InstanceSettings.prototype) as InstanceSettings, {
		n8nFolder,
		staticCacheDir: join(n8nFolder, 'cache'),
		customExtensionDir: join(n8nFolder, 'custom'),
		nodesDownloadDir: join(n8nFolder, 'nodes'),
		nodeDefinitionsDir: join(n8nFolder, 'node-definitions'),
		settings: { encryptionKey: secret },
		instanceId: randomUUID(),
		hmacSignatureSecret: secret,
		instanceType: 'main',
		instanceRole: 'leader',
		hostId: 'main-engine',
	});
}

/** Requires one of n8n-core's own dependencies: the very copy that it uses, whichever version. */
export const requireFromCore = createRequire(require.resolve('n8n-core'));

const { Container } = requireFromCore('@n8n/di') as { Container: ServiceContainer };
Container.set(InstanceSettings, inMemoryInstanceSettings());
