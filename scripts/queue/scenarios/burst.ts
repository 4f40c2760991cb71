import pLimit from 'p-limit';

import { withCredentials, type Workflow, type WorkflowNode } from '../../n8n/examples';
import { addWorkflow, publishWorkflow } from '../../n8n/workflows';
import { executionsEnd, lastExecution, type Bed } from '../bed';
import { deliver, paymentEvent, type SignedEvent } from '../events';
import type { Finding } from '../finding';
import { callNode, chain, node, triggerPath } from '../nodes';

const SCENARIO = 'A burst';

const AT_ONCE = 50;

/** Both triggers have their turn in each, so that both meet the machine in the same state. */
const ROUNDS = 3;

/** How fast the Elepay Trigger has to be beside one that does nothing. */
const LEAST_RATIO = 0.9;

const LIMIT_MS = 3 * 60_000;

/** The type that n8n gives to a node of a folder of one's own. */
export const IDLE_TRIGGER = 'CUSTOM.idleTrigger';

/**
 * Many events at once: each is answered 2xx and starts the workflow once, and n8n takes about as
 * many a second as with a trigger that does nothing.
 */
export async function burst(bed: Bed): Promise<Finding[]> {
	bed.desk.clear();
	const elepay = await prepare(bed, 'elepay', 'n8n-nodes-elepay.elepayTrigger', {
		credentials: { elepayWebhookApi: { id: '', name: '' } },
	});
	const idle = await prepare(bed, 'idle', IDLE_TRIGGER, {});
	for (let round = 0; round < ROUNDS; round++) {
		for (const contestant of [elepay, idle]) await send(bed, contestant);
	}

	const ratio = speedOf(elepay) / speedOf(idle);
	const tooSlow = ratio < LEAST_RATIO ? [`under ${LEAST_RATIO} of that`] : [];
	return [
		{
			...judge(bed, idle, 'a trigger that does nothing'),
			comparison: true,
		},
		judge(
			bed,
			elepay,
			'Elepay Trigger',
			`, ${ratio.toFixed(2)} of the trigger that does nothing`,
			tooSlow,
		),
	];
}

interface Contestant {
	/** What its workflow reports as. */
	what: string;
	url: string;
	sent: SignedEvent[];
	refused: number;
	failed: number;
	milliseconds: number;
	/** What PostgreSQL has kept of it. */
	bytes: number;
}

const speedOf = ({ sent, milliseconds }: Contestant) => (1000 * sent.length) / milliseconds;

async function prepare(
	bed: Bed,
	what: string,
	type: string,
	options: Partial<WorkflowNode>,
): Promise<Contestant> {
	const { rest, balancer } = bed.queue;
	const trigger = node('Trigger', type, {}, { ...options, webhookId: `burst-${what}` });
	const report = callNode('Report', bed.desk.url(what, '$json.eventId'));
	const workflow: Workflow = withCredentials(
		chain(`Burst: ${what}`, [trigger, report]),
		bed.credentials,
	);
	await publishWorkflow(rest, await addWorkflow(rest, workflow));
	const url = balancer.url + triggerPath(workflow, 'Trigger');
	return { what, url, sent: [], refused: 0, failed: 0, milliseconds: 0, bytes: 0 };
}

/** Sends a round of events, and waits for what they have started before the next one begins. */
async function send(bed: Bed, contestant: Contestant): Promise<void> {
	const events = Array.from({ length: bed.events }, (_, index) =>
		paymentEvent(`${contestant.what}-${contestant.sent.length + index}`, 100),
	);
	const size = async () =>
		Number(await bed.queue.postgres.query('SELECT pg_database_size(current_database())'));
	const limit = pLimit(AT_ONCE);
	const last = await lastExecution(bed);
	const sizeBefore = await size();
	const start = Date.now();
	const taken = await Promise.all(
		events.map((event) => limit(() => deliver(contestant.url, event))),
	);
	contestant.milliseconds += Date.now() - start;
	contestant.refused += taken.filter((ok) => !ok).length;
	contestant.sent.push(...events);
	contestant.failed += await executionsEnd(bed, last, LIMIT_MS);
	contestant.bytes += (await size()) - sizeBefore;
}

function judge(
	{ desk }: Bed,
	contestant: Contestant,
	label: string,
	compared = '',
	faults: string[] = [],
): Finding {
	const { what, sent, refused, failed, bytes } = contestant;
	const times = sent.map(({ id }) => desk.counts(what).get(id) ?? 0);
	const perThousand = (bytes / 1e6 / sent.length) * 1000;
	return {
		scenario: SCENARIO,
		what: `${AT_ONCE} at once: ${label}`,
		tried: sent.length,
		held: times.filter((count) => count === 1).length,
		lost: times.filter((count) => count === 0).length,
		doubled: times.filter((count) => count > 1).length,
		measured: `${speedOf(contestant).toFixed(1)} events/s${compared}, ${perThousand.toFixed(1)} MB in PostgreSQL per 1,000 events`,
		faults: [
			...faults,
			...(refused ? [`${refused} weren't answered 2xx`] : []),
			...(failed ? [`${failed} executions failed`] : []),
		],
	};
}
