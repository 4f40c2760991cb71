import path from 'node:path';

import {
	redisCredential,
	sandboxCredential,
	saveCredential,
	WEBHOOK_CREDENTIAL,
} from '../n8n/credentials';
import { withProgress } from '../n8n/progress';
import { openQueueMode, type QueueMode } from '../n8n/queue';
import { SandboxClient } from '../n8n/sandboxClient';
import type { Bed } from './bed';
import { buildIdleTrigger } from './buildIdleTrigger';
import { openDesk } from './desk';
import { isGood, renderTable, type Finding } from './finding';
import { bulk } from './scenarios/bulk';
import { burst } from './scenarios/burst';
import { outages } from './scenarios/outages';
import { resumable } from './scenarios/resumable';
import { twice } from './scenarios/twice';

/** By the name that `--only` takes, in an order in which none has to wait for another's traces. */
export const SCENARIOS: Record<string, (bed: Bed) => Promise<Finding[]>> = {
	bulk,
	twice,
	burst,
	outages,
	resumable,
};

export interface Plan {
	/** The scenarios to try. */
	names: string[];
	rows: number;
	events: number;
	/** The folder for the logs. */
	logs: string;
}

/**
 * Starts n8n's queue mode, tries scenarios one after the other, prints what they have shown, and
 * ends everything again, also when it is interrupted.
 *
 * @returns whether everything is as it must be
 */
export async function tryScenarios({ names, rows, events, logs }: Plan): Promise<boolean> {
	const idleTrigger = path.join(logs, 'idle-trigger');
	await buildIdleTrigger(idleTrigger);
	const queue = await openQueueMode({ logs, env: { N8N_CUSTOM_EXTENSIONS: idleTrigger } });
	const desk = await openDesk();
	const close = async () => {
		await desk.close();
		await queue.close();
	};
	for (const signal of ['SIGINT', 'SIGTERM'] as const) {
		process.once(signal, () => void close().finally(() => process.exit(130)));
	}
	try {
		const credentials = await saveCredentials(queue);
		const sandbox = new SandboxClient(queue.sandbox.url);
		const bed: Bed = { queue, sandbox, credentials, desk, rows, events, logs };
		const findings: Finding[] = [];
		for (const name of names) {
			findings.push(...(await withProgress(`Scenario: ${name}`, () => SCENARIOS[name]!(bed))));
		}
		console.log(`\n${renderTable(findings)}\n\nThe logs: ${logs}`);
		return findings.every(isGood);
	} finally {
		await close();
	}
}

async function saveCredentials({ rest, redis, sandbox }: QueueMode): Promise<Bed['credentials']> {
	return {
		elepayApi: await saveCredential(rest, sandboxCredential(sandbox.url)),
		elepayWebhookApi: await saveCredential(rest, WEBHOOK_CREDENTIAL),
		redis: await saveCredential(rest, redisCredential(redis.port)),
	};
}
