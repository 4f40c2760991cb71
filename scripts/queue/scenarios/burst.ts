import pLimit from 'p-limit';

import { withCredentials, type WorkflowNode } from '../../n8n/examples';
import type { N8nService } from '../../n8n/server';
import { forgetPeak, peakMegabytes } from '../../n8n/usage';
import { addWorkflow, publishWorkflow } from '../../n8n/workflows';
import { executionsEnd, lastExecution, storedMegabytes, type Bed } from '../bed';
import { deliver, paymentEvent, type SignedEvent } from '../events';
import type { Finding } from '../finding';
import { callNode, chain, node, triggerPath } from '../nodes';
import { addTime, processorTime, timeForEach, type ProcessorTime } from '../processors';
import { fillMemory, staticDataWrites, watchStaticData } from '../staticData';

const SCENARIO = 'A burst';

const AT_ONCE = 50;

/** All triggers have their turn in each, so that all meet the machine in the same state. */
const ROUNDS = 4;
const EVENTS_A_ROUND = 150;

/** With them n8n loads and compiles what it needs; they don't count for the throughput. */
const EVENTS_BEFORE = 20;

/**
 * How fast the Elepay Trigger has to be beside one that does nothing and has a credential too, as
 * whatever checks signatures must: n8n looks at each start whether the workflow may use it.
 */
const LEAST_RATIO = 0.9;

/** What an event may add to the static data, and what may be around all of them. */
const BYTES_AN_EVENT = 16;
const BYTES_AROUND = 1_000;

/** The most that the static data may have, however many events there were. */
const MOST_BYTES = 540_000;

const LIMIT_MS = 3 * 60_000;

const TRIGGER = 'Trigger';
const ELEPAY_TRIGGER = 'n8n-nodes-elepay.elepayTrigger';
const CREDENTIAL = { credentials: { elepayWebhookApi: { id: '', name: '' } } };

/** The type that n8n gives to a node of a folder of one's own. */
const IDLE_TRIGGER = 'CUSTOM.idleTrigger';

/**
 * Many events at once: each is answered 2xx and starts the workflow once; n8n takes about as many a
 * second as with a trigger that does nothing; each is written into the workflow's static data once.
 * Then the same with a trigger that remembers as many events as it can.
 */
export async function burst(bed: Bed): Promise<Finding[]> {
	bed.desk.clear();
	const bare = await prepare(bed, 'bare', IDLE_TRIGGER);
	const idle = await prepare(bed, 'idle', IDLE_TRIGGER, CREDENTIAL);
	const elepay = await prepare(bed, 'elepay', ELEPAY_TRIGGER, CREDENTIAL);
	const full = await prepare(bed, 'full', ELEPAY_TRIGGER, CREDENTIAL);
	await fillMemory(bed, full.workflowId, TRIGGER);
	await watchStaticData(bed);

	const all = [bare, idle, elepay, full];
	for (const contestant of all) await send(bed, contestant, EVENTS_BEFORE);
	for (const contestant of all) Object.assign(contestant, nothingMeasured());
	const inTurn = [bare, idle, elepay];
	for (let round = 0; round < ROUNDS; round++) {
		for (const contestant of round % 2 === 0 ? inTurn : inTurn.toReversed()) {
			await send(bed, contestant, EVENTS_A_ROUND);
		}
	}
	await send(bed, full, EVENTS_A_ROUND);

	const bareOne = judge(bed, bare, 'a trigger that does nothing, without a credential');
	const idleOne = judge(bed, idle, 'a trigger that does nothing');
	const ratio = speedOf(elepay) / speedOf(idle);
	return [
		{ ...bareOne, comparison: true },
		{ ...idleOne, comparison: true },
		await judgeElepay(bed, elepay, 'Elepay Trigger', idle, {
			faults: ratio < LEAST_RATIO ? [`under ${LEAST_RATIO} of that`] : [],
			mostBytes: BYTES_AROUND + BYTES_AN_EVENT * elepay.sent.length,
		}),
		await judgeElepay(bed, full, 'Elepay Trigger, its memory full', idle, {
			faults: [],
			mostBytes: MOST_BYTES,
		}),
	];
}

interface Contestant {
	/** What its workflow reports as. */
	what: string;
	workflowId: string;
	url: string;
	sent: SignedEvent[];
	refused: number;
	failed: number;
	/** How many of the events were sent in the time that counts, and what PostgreSQL has kept of them. */
	timed: number;
	milliseconds: number;
	megabytes: number;
	processors: ProcessorTime;
	/** The most memory that a webhook process, and a worker, has had, in MB. */
	webhookPeak: number;
	workerPeak: number;
}

const speedOf = ({ timed, milliseconds }: Contestant) => (1000 * timed) / milliseconds;

async function prepare(
	bed: Bed,
	what: string,
	type: string,
	options: Partial<WorkflowNode> = {},
): Promise<Contestant> {
	const { rest, balancer } = bed.queue;
	const trigger = node(TRIGGER, type, {}, { ...options, webhookId: `burst-${what}` });
	const report = callNode('Report', bed.desk.url(what, '$json.eventId'));
	const workflow = withCredentials(chain(`Burst: ${what}`, [trigger, report]), bed.credentials);
	const saved = await addWorkflow(rest, workflow);
	await publishWorkflow(rest, saved);
	const url = balancer.url + triggerPath(workflow, TRIGGER);
	return { what, workflowId: saved.id, url, sent: [], refused: 0, failed: 0, ...nothingMeasured() };
}

function nothingMeasured() {
	return {
		...{ timed: 0, milliseconds: 0, megabytes: 0, webhookPeak: 0, workerPeak: 0 },
		processors: {},
	};
}

/** Sends a round of events, and waits for what they have started before the next one begins. */
async function send(bed: Bed, contestant: Contestant, count: number): Promise<void> {
	const events = Array.from({ length: count }, (_, index) =>
		paymentEvent(`${contestant.what}-${contestant.sent.length + index}`, 100),
	);
	const limit = pLimit(AT_ONCE);
	const last = await lastExecution(bed);
	const storedBefore = await storedMegabytes(bed);
	const { webhooks, workers } = bed.queue;
	await Promise.all([...webhooks, ...workers].map(({ pid }) => forgetPeak(pid)));
	const processorsBefore = await processorTime(bed);
	const start = Date.now();
	const taken = await Promise.all(
		events.map((event) => limit(() => deliver(contestant.url, event))),
	);
	contestant.milliseconds += Date.now() - start;
	contestant.timed += count;
	contestant.refused += taken.filter((ok) => !ok).length;
	contestant.sent.push(...events);
	contestant.failed += await executionsEnd(bed, last, LIMIT_MS);
	contestant.megabytes += (await storedMegabytes(bed)) - storedBefore;
	const used = addTime(contestant.processors, processorsBefore, await processorTime(bed));
	contestant.processors = used;
	contestant.webhookPeak = Math.max(contestant.webhookPeak, await mostMemory(webhooks));
	contestant.workerPeak = Math.max(contestant.workerPeak, await mostMemory(workers));
}

async function mostMemory(services: N8nService[]): Promise<number> {
	const peaks = await Promise.all(services.map(({ pid }) => peakMegabytes(pid)));
	return Math.max(...peaks.map((peak) => peak ?? NaN));
}

function judge({ desk }: Bed, contestant: Contestant, label: string): Finding {
	const { what, sent, refused, failed, megabytes, timed, processors } = contestant;
	const { webhookPeak, workerPeak } = contestant;
	const times = sent.map(({ id }) => desk.counts(what).get(id) ?? 0);
	return {
		scenario: SCENARIO,
		what: `${AT_ONCE} at once: ${label}`,
		tried: sent.length,
		held: times.filter((count) => count === 1).length,
		lost: times.filter((count) => count === 0).length,
		doubled: times.filter((count) => count > 1).length,
		measured: [
			`${speedOf(contestant).toFixed(1)} events/s`,
			timeForEach(processors, timed),
			`memory at most: a webhook process ${Math.round(webhookPeak)} MB, a worker ${Math.round(workerPeak)} MB`,
			`${((1000 * megabytes) / timed).toFixed(1)} MB in PostgreSQL per 1,000 events`,
		].join('; '),
		faults: [
			...(refused ? [`${refused} weren't answered 2xx`] : []),
			...(failed ? [`${failed} executions failed`] : []),
		],
	};
}

async function judgeElepay(
	bed: Bed,
	contestant: Contestant,
	label: string,
	idle: Contestant,
	{ faults, mostBytes }: { faults: string[]; mostBytes: number },
): Promise<Finding> {
	const finding = judge(bed, contestant, label);
	const { times, bytes } = await staticDataWrites(bed, contestant.workflowId);
	const ratio = speedOf(contestant) / speedOf(idle);
	const written = times === contestant.sent.length ? 'once an event' : `${times} times`;
	return {
		...finding,
		measured: `${finding.measured}; ${ratio.toFixed(2)} of the trigger that does nothing; static data written ${written}, ${bytes.toLocaleString('en')} bytes at most`,
		faults: [
			...finding.faults,
			...faults,
			...(times > contestant.sent.length ? ['static data written more than once an event'] : []),
			...(times === 0 ? ['no static data was written'] : []),
			...(bytes > mostBytes ? [`more than ${mostBytes.toLocaleString('en')} bytes of it`] : []),
		],
	};
}
