import { withProgress } from '../n8n/progress';
import { openQueueMode, saveQueueCredentials } from '../n8n/queue';
import { SandboxClient } from '../n8n/sandboxClient';
import type { Bed } from './bed';
import { buildIdleTrigger } from './buildIdleTrigger';
import { openDesk } from './desk';
import { isGood, renderTable, type Finding } from './finding';
import { bulk } from './scenarios/bulk';
import { burst } from './scenarios/burst';
import { outages } from './scenarios/outages';
import { polling } from './scenarios/polling';
import { resumable } from './scenarios/resumable';
import { twice } from './scenarios/twice';

/** By the name that `--only` takes, in an order in which none has to wait for another's traces. */
export const SCENARIOS: Record<string, (bed: Bed) => Promise<Finding[]>> = {
	bulk,
	twice,
	burst,
	outages,
	resumable,
	polling,
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
 * ends everything again.
 *
 * @returns whether everything is as it must be
 */
export async function tryScenarios({ names, rows, events, logs }: Plan): Promise<boolean> {
	const queue = await openQueueMode({ logs, addNodes: buildIdleTrigger });
	const desk = await openDesk();
	const findings: Finding[] = [];
	try {
		const credentials = await saveQueueCredentials(queue);
		const sandbox = new SandboxClient(queue.sandbox.url);
		const bed: Bed = { queue, sandbox, credentials, desk, rows, events, logs };
		for (const name of names) {
			findings.push(...(await withProgress(`Scenario: ${name}`, () => SCENARIOS[name]!(bed))));
		}
		return findings.every(isGood);
	} finally {
		// Also what was found before a scenario that couldn't go on
		console.log(`\n${renderTable(findings)}\n\nThe logs: ${logs}`);
		await queue.close();
		await desk.close();
	}
}
