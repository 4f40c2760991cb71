import type { INodeExecutionData, IPollFunctions } from 'n8n-workflow';

import { connect } from '../api/connection';
import { asFailure, type Failure } from '../api/failure';
import { toNodeError } from '../api/nodeError';
import { Charges } from './charges';
import { latest } from './latest';
import { Look } from './look';
import { toOutput, type Happening } from './output';
import { report } from './report';
import { readSettings, type Settings } from './settings';
import { savedState, saveState } from './state';

/** How many milliseconds elepay's clock may be ahead of this one. */
const AHEAD = 5 * 60_000;

/** How many milliseconds a look may take in versions of n8n that don't say. */
const USUAL_BUDGET = 5 * 60_000;

/** The triggers that are looking at the moment: n8n may start a look while another is under way. */
const looking = new Set<string>();

/**
 * One look at elepay. While testing it shows the latest payment or refund and changes nothing.
 *
 * @returns what starts the workflow, oldest first, or null if there is nothing new
 * @throws {NodeApiError} if elepay can't be asked; the next look then begins where this one did
 */
export async function poll(context: IPollFunctions): Promise<INodeExecutionData[][] | null> {
	const isTest = context.getMode() === 'manual';
	const key = JSON.stringify([context.getWorkflow().id, context.getNode().id]);
	if (!isTest && looking.has(key)) return null;
	if (!isTest) looking.add(key);
	try {
		return await (isTest ? test(context) : look(context)).catch((thrown: unknown) => {
			throw toNodeError(context.getNode(), inWords(asFailure(thrown)));
		});
	} finally {
		if (!isTest) looking.delete(key);
	}
}

async function look(context: IPollFunctions): Promise<INodeExecutionData[][] | null> {
	const startedAt = Date.now();
	const budget = context.getPollBudgetMs?.() ?? USUAL_BUDGET;
	const settings = readSettings(context);
	const connection = await connect(context);
	const charges = new Charges(context, connection, startedAt + AHEAD);

	const one = new Look(charges, settings, startedAt, startedAt + budget / 2);
	const state = await one.goOn(savedState(context), connection);
	saveState(context, state);
	report(context, one, settings);
	const found = one.found.sort((a, b) => a.time - b.time);
	return toItems(context, found, settings);
}

async function test(context: IPollFunctions): Promise<INodeExecutionData[][] | null> {
	const settings = readSettings(context);
	const charges = new Charges(context, await connect(context), Date.now() + AHEAD);
	const found = await latest(charges, settings);
	return toItems(context, found, settings);
}

function toItems(
	context: IPollFunctions,
	found: Happening[],
	{ simplify }: Settings,
): INodeExecutionData[][] | null {
	const timeZone = simplify ? context.getTimezone() : undefined;
	const items = found.map((happening) => ({ json: toOutput(happening, timeZone) }));
	return items.length > 0 ? [items] : null;
}

/** What passes needs nobody to do anything. */
function inWords(failure: Failure): Failure {
	if (failure.outcome === 'refused') return failure;
	return failure.retold(
		failure.message,
		'Nothing is lost: the next look starts where this one did.',
	);
}
