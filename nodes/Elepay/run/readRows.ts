import { UserError } from 'n8n-workflow';

import { asFailure, type Failure } from '../../api/failure';
import { inSentence } from '../../api/words';
import { checked, columnLabels, type Given, type Origin } from '../fields/checked';
import { isBlankRow } from '../fields/columns';
import { flat } from '../fields/field';
import { withValuesForAll } from '../fields/forAllRows';
import { givenInFields } from '../fields/given';
import { isEmpty, text } from '../fields/values';
import type { Account } from './account';
import type { Call } from './operation';
import { Row } from './row';
import { nameOf, type RowName } from './rowName';
import type { Run } from './run';
import { columnsOf } from './source';
import { breathe } from './wait';

/** For how many milliseconds at most rows are read before n8n gets its turn. */
const LONGEST_BREATH = 20;

/** For how many rows the credential is looked up at once. */
const LOOK_AHEAD = 10;

/** A row that has been read: it can be sent, or it has failed. */
export type ReadRow = Row | UnsendableRow;

/** A row that can't be sent as it is. */
export interface UnsendableRow {
	position: number;
	named: RowName;
	failure: Failure;
	/** There is nothing to send in it, as in the empty rows at the end of a sheet. */
	isBlank?: boolean;
}

/** The position of the row that has claimed something, by account. */
type Claims = Map<Account, Map<string, number>>;

/** What a row has said before its account is known. */
interface Draft {
	position: number;
	named: RowName;
	/** What only one row of an account may claim. */
	claim?: string;
	ready?: Pick<Row, 'call' | 'values' | 'settings' | 'options' | 'labels'>;
	failure?: Failure;
	isBlank?: boolean;
	account?: Account;
}

/**
 * Reads and checks the rows of a run one after the other, in their order, and gives n8n's event
 * loop a turn in between. Rows that have succeeded in an earlier try of the node are passed over.
 */
export async function* readRows(run: Run): AsyncGenerator<ReadRow> {
	const claims: Claims = new Map();
	for await (const draft of drafts(run)) {
		if (run.isOver) return;
		const read = settled(run, draft, claims);
		if (read) yield read;
	}
}

async function* drafts(run: Run): AsyncGenerator<Draft> {
	const ahead: Array<Promise<Draft>> = [];
	let breath = Date.now();
	for (let position = 0; position < run.source.items.length; position++) {
		if (Date.now() - breath > LONGEST_BREATH) {
			await breathe();
			breath = Date.now();
		}
		ahead.push(withAccount(run, draftOf(run, position)));
		if (ahead.length >= LOOK_AHEAD) yield await ahead.shift()!;
	}
	for (const draft of ahead) yield await draft;
}

/** What the parameters and columns say of a row. */
function draftOf(run: Run, position: number): Draft {
	const { operation, parameters, source } = run;
	const itemIndex = source.firstIndex + position;
	const nameFor = (given: Given) => nameOf(run.fields, given, source.items[position], itemIndex);
	let named = nameFor({});
	if (run.refusal) return { position, named, failure: run.refusal };
	if (run.progress.items[position]) {
		return { position, named, claim: run.progress.claims[position] };
	}
	const parameter = (name: string) => parameters.read(name, itemIndex);
	let claim: string | undefined;
	try {
		const { given, origin, isBlank } = givenFor(run, position, parameter);
		if (isBlank) return { position, named, isBlank, failure: asFailure(blank(run, named)) };
		named = nameFor(given);
		claim = claimOf(operation.unique?.(given));
		const values = checked(run.fields, given, run, origin);
		operation.check?.(values);
		const call = run.callOf(values);
		const settings = operation.settings ?? [];
		return {
			position,
			named,
			claim,
			ready: {
				call,
				values,
				labels: origin ? { ...run.labels, ...columnLabels(run.fields, origin) } : run.labels,
				settings: checked(flat(settings), givenInFields(settings, parameter)),
				options: run.optionsOf(itemIndex),
			},
		};
	} catch (thrown) {
		named = named.label === undefined ? nameFor(namingValue(run, position, parameter)) : named;
		return { position, named, claim, failure: asFailure(thrown) };
	}
}

/** What a row is called by, where the rest of it couldn't be read. */
function namingValue(
	{ operation, columns, fields, source }: Run,
	position: number,
	parameter: (name: string) => unknown,
): Given {
	const naming = fields.find(({ namesRow }) => namesRow);
	if (!naming) return {};
	try {
		if (!operation.mapsColumns || parameter('mappingMode') !== 'autoMapInputData') {
			return { [naming.name]: parameter(naming.name) };
		}
		const row = columnsOf(source.items[position]);
		const column = Object.keys(row).find(
			(name) => columns.pathFor(name, row[name]) === naming.name,
		);
		return column === undefined ? {} : { [naming.name]: row[column] };
	} catch {
		return {};
	}
}

/** What a row gives, and whether that is nothing. */
function givenFor(
	{ operation, columns, fields, source }: Run,
	position: number,
	parameter: (name: string) => unknown,
): { given: Given; origin?: Origin; isBlank: boolean } {
	const row = columnsOf(source.items[position]);
	if (operation.mapsColumns && parameter('mappingMode') === 'autoMapInputData') {
		const { given, origin, isBlank } = columns.read(row);
		const shown = operation.fields.filter((field) => 'fields' in field || field.isForAllRows);
		const forAll = givenInFields(shown, parameter);
		return { given: withValuesForAll(fields, given, forAll), origin, isBlank };
	}
	const given = givenInFields(operation.fields, parameter);
	const needed = fields.filter(({ required }) => required);
	const lacksAll = needed.length > 0 && needed.every(({ name }) => isEmpty(given[name]));
	return { given, isBlank: lacksAll && isBlankRow(row) };
}

function blank({ fields }: Run, { label = 'This row' }: RowName): UserError {
	const isOrder = fields.some(({ name, required }) => name === 'orderNo' && required);
	return new UserError(`${label} ${isOrder ? 'contains no order' : 'is blank'}`, {
		description: 'Nothing was sent for it. Remove blank rows if you want no item for them.',
	});
}

/** Unique values as people see them; undefined where one is missing or can't be read. */
function claimOf(unique: unknown[] | undefined): string | undefined {
	try {
		const seen = unique?.map((value) => text()(value, '')?.normalize('NFC'));
		return seen?.includes(undefined) ? undefined : seen?.join('\n');
	} catch {
		return undefined;
	}
}

/** Doesn't throw: what goes wrong belongs to the row. */
async function withAccount(run: Run, draft: Draft): Promise<Draft> {
	try {
		return { ...draft, account: await run.accountOf(run.source.firstIndex + draft.position) };
	} catch (thrown) {
		return { ...draft, failure: draft.failure ?? asFailure(thrown) };
	}
}

/** What has become of a row's draft, after those before it; undefined if nothing is left to do. */
function settled(run: Run, draft: Draft, claims: Claims): ReadRow | undefined {
	const { position, named, claim, ready, failure, isBlank, account } = draft;
	const first =
		account && claim !== undefined ? claimed(claims, account, claim, position) : position;
	if (failure) return { position, named, failure, isBlank };
	if (!ready || !account) return undefined;
	if (first !== position) {
		return { position, named, failure: asFailure(usedTwice(run, ready.call, first, position)) };
	}
	run.progress.claims[position] = claim;
	return new Row(run, position, account, named, ready);
}

/** The position of the first row of the account that has claimed the same. */
function claimed(claims: Claims, account: Account, claim: string, position: number): number {
	const ofAccount = claims.get(account) ?? new Map<string, number>();
	claims.set(account, ofAccount);
	const first = ofAccount.get(claim) ?? position;
	ofAccount.set(claim, first);
	return first;
}

function usedTwice(
	{ source, stopsOnFailure }: Run,
	call: Call,
	first: number,
	second: number,
): UserError {
	const [one, other] = [first, second].map((position) => source.firstIndex + position);
	return stopsOnFailure
		? new UserError(`${call.subject} appears in two rows: item ${one} and item ${other}`, {
				description: 'Use a different number for each order, or remove one of the two rows.',
			})
		: new UserError(`${call.subject} already appears in item ${one}, whose row comes first`, {
				description: `See item ${one} for what became of ${inSentence(call.subject)}. If this row is another order, use a different number.`,
			});
}
