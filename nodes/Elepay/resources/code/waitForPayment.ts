import type { IDataObject } from 'n8n-workflow';

import { Failure } from '../../../api/failure';
import { isObject, type ApiObject } from '../../../api/objects/apiObject';
import { code, ofCharge, type Code } from '../../../api/objects/code';
import type { Field } from '../../fields/field';
import { simplifyOn } from '../../fields/simplify';
import type { Operation } from '../../run/operation';
import type { Row } from '../../run/row';
import { codeId, codeNamed } from './codeId';
import { refusals } from './refusals';

const MINUTE = 60_000;

/** The milliseconds before each look at a code: hardly anybody pays sooner than after the first. */
const FIRST_PAUSE = 3_000;
const LONGEST_PAUSE = 10_000;
const GROWTH = 1.25;

/** A payment that was begun in time may be told a little after the code has expired. */
const AFTER_EXPIRY = 30_000;

/** The most minutes that anybody waits, also for a code that lives longer. */
const MOST_MINUTES = 60;

const maxWait: Field = {
	displayName: 'Max Wait',
	name: 'maxWait',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: MOST_MINUTES, numberPrecision: 0 },
	default: 5,
	description:
		'How many minutes to wait, from 1 to 60. Without this option, until half a minute after the code has expired.',
};

/** What the wait has ended with. */
type Outcome = 'paid' | 'expired' | 'closed' | 'stillOpen';

/** A code with what has become of it. */
const waitedFor: ApiObject = {
	properties: { ...code.properties, outcome: 'text', waitedSeconds: 'integer' },
	sure: ['id', 'outcome'],
	simplified: [
		'id',
		'outcome',
		'waitedSeconds',
		'orderNo',
		'amount',
		'currency',
		'chargeId',
		'paymentMethod',
		'paidTime',
		'voucherNo',
	],
	derived: {
		chargeId: ofCharge('id', 'text'),
		paymentMethod: ofCharge('paymentMethod', 'text'),
		paidTime: ofCharge('paidTime', 'time'),
		voucherNo: ofCharge('voucherNo', 'text'),
	},
};

/**
 * Looks at a code again and again until it is paid, closed or expired, or there has been enough
 * waiting, none of which is a failure. Between two looks the row leaves its place to others, and no
 * connection is open.
 */
export const waitForPayment: Operation = {
	name: 'Wait for Payment',
	value: 'waitForPayment',
	action: 'Wait for payment of EasyQR code',
	description: 'Wait until an EasyQR code is paid, closed, or expired, and tell which',
	request: 'GET /codes/{codeId}',
	fields: [codeId],
	settings: [simplifyOn],
	options: [maxWait],
	subject: codeNamed,
	gives: waitedFor,
	isExpected: (body) => isObject(body, code),
	perform: async (row) => [{ json: row.shown(await waited(row)) }],
	repeat: 'always',
	refusals,
};

async function waited(row: Row): Promise<IDataObject> {
	const since = Number((row.memory.waitingSince ??= Date.now()));
	const most = Number(row.options.maxWait ?? MOST_MINUTES) * MINUTE;
	let until = since + most;
	for (let pause = FIRST_PAUSE; ; pause = Math.min(LONGEST_PAUSE, pause * GROWTH)) {
		await row.rest(Math.min(pause, Math.max(0, until - Date.now())));
		const isLast = Date.now() >= until;
		const seen = await look(row, isLast);
		if (!seen) continue;

		const outcome = outcomeOf(seen, isLast);
		if (outcome) {
			return { ...seen, outcome, waitedSeconds: Math.round((Date.now() - since) / 1000) };
		}
		if (row.options.maxWait === undefined) {
			until = Math.min(since + most, expiryOf(seen) + AFTER_EXPIRY);
		}
	}
}

/**
 * The code as it is now, or undefined where that can't be told at the moment.
 *
 * @throws {Failure} if it can't be told later either, or there is no later
 */
async function look(row: Row, isLast: boolean): Promise<Code | undefined> {
	const seen = await row.send<Code>().catch((thrown: unknown) => thrown);
	if (isObject(seen, code)) return seen as Code;

	const passes = seen instanceof Failure && seen.outcome !== 'refused' && !row.account.refusal;
	if (!passes) throw seen;
	if (!isLast) return undefined;
	throw seen.retold(
		`${seen.message}. It's unclear whether code '${row.call.name}' has been paid`,
		`Check with EasyQR Code > Get before you create another code for the order. ${seen.description}`,
	);
}

function outcomeOf({ status, expired }: Code, isLast: boolean): Outcome | undefined {
	if (status === 'captured') return 'paid';
	if (status !== 'closed' && !isLast) return undefined;
	if (expired === true) return 'expired';
	return status === 'closed' ? 'closed' : 'stillOpen';
}

/** When a code expires by this machine's clock, which may differ from elepay's. */
function expiryOf({ expiryPeriod, expiryTime }: Code): number {
	if (typeof expiryPeriod === 'number') return Date.now() + expiryPeriod;
	return typeof expiryTime === 'number' ? expiryTime : Infinity;
}
