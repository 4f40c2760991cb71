import type { IDataObject, IHttpRequestMethods, INodeExecutionData } from 'n8n-workflow';

import type { ErrorCode } from '../../api/errorCodes';
import type { Failure } from '../../api/failure';
import type { ApiObject } from '../../api/objects/apiObject';
import type { Given } from '../fields/checked';
import { flat, type Field, type Group } from '../fields/field';
import type { Row } from './row';

/** One request to elepay, checked and ready to be sent. */
export interface Call {
	method: IHttpRequestMethods;
	/** The path below the base URL. IDs in it are encoded. */
	url: string;
	body?: IDataObject;
	qs?: IDataObject;
	/** What the call is about, in the user's words: "Order number 'A-17'". */
	subject: string;
	/** How a message names it among others: "A-17". */
	name: string;
	/** Whether a successful answer's body is what elepay promises, where the operation can't say. */
	isExpected?(body: unknown): boolean;
	/**
	 * Looks, without changing anything, whether a call of unknown outcome has had its effect.
	 *
	 * @returns what the call would have been answered with, or undefined where nothing shows
	 */
	look?(row: Row): Promise<IDataObject | undefined>;
	/** Whether it is sent again, where an operation has calls of several kinds. */
	repeat?: Repeat;
}

/**
 * Whether a call that elepay may have processed is sent again: always, if the user asks for it, or
 * never.
 */
export type Repeat = 'always' | 'onRequest' | 'never';

/** What a success changes at elepay, for the messages about a run that doesn't succeed as a whole. */
export interface Effect {
	/** What there is one of, e.g. "EasyQR code". */
	one: string;
	/** What there are many of. */
	many: string;
	/** What has been done to it, e.g. "created". */
	done: string;
	/** What isn't known of a row of several steps, where that isn't just whether it was done. */
	unknown?: string;
	/** By what the user finds it again, from the answer and its call. */
	details(answer: IDataObject, call: Call): IDataObject;
}

/** One thing that the node can do: what the editor, a run, and the documents know of it. */
export interface Operation {
	/** Its name, value, action and description in the editor. */
	name: string;
	value: string;
	action: string;
	description: string;

	/** Method and path as elepay's reference has them, e.g. "GET /codes/{codeId}". */
	request: `${'GET' | 'POST' | 'DELETE'} /${string}`;

	/** What elepay takes. A field that the path names goes there, the others into body or query. */
	fields: ReadonlyArray<Field | Group>;

	/** Whether the values can come from the columns of the rows too. */
	mapsColumns?: boolean;

	/** Fields that aren't sent, such as Return All. */
	settings?: readonly Field[];

	/** What Options has for this operation beside what it has for all. */
	options?: readonly Field[];

	/** What a call is about, from its checked values. */
	subject(values: IDataObject): Pick<Call, 'subject' | 'name'>;

	/**
	 * What elepay takes once only, from the values as they are given: two rows of a run with the same
	 * are refused.
	 */
	unique?(given: Given): unknown[];

	/**
	 * Objections that no single value raises.
	 *
	 * @throws {UserError}
	 */
	check?(values: IDataObject): void;

	/** The body, where it isn't just the checked values. */
	body?(values: IDataObject): IDataObject;

	/** An item of the output. */
	gives: ApiObject;

	/** Whether a successful answer's body is what elepay promises, where that isn't what it gives. */
	isExpected?(body: unknown): boolean;

	/**
	 * An answer reduced to what most workflows need, where it isn't what the object says.
	 *
	 * @param asked the checked values
	 */
	simplify?(answer: IDataObject, asked: IDataObject): IDataObject;

	/**
	 * What is done for a row, where that is more than to send its call and to show the answer.
	 * Item linking is added afterwards.
	 *
	 * @throws {UserError | Failure} if what is made of the answer can't be made
	 */
	perform?(row: Row): Promise<INodeExecutionData[]>;

	/** Undefined for what changes nothing at elepay. */
	effect?: Effect;

	/** For each of its calls that changes something. */
	repeat: Repeat;

	/** elepay's error codes in this operation's words, where it has some of its own. */
	refusals?: Readonly<Record<string, ErrorCode>>;

	/** elepay's error codes that mean, after a try of unknown outcome, that it has had its effect. */
	doneBefore?: readonly string[];

	/** Tells what `Call.look` tells, for the call that the values make. */
	look?(row: Row): Promise<IDataObject | undefined>;

	/**
	 * Tells a final failure in this operation's words.
	 *
	 * @param wasUncertain whether elepay may have processed an earlier try of the same call
	 */
	retell?(failure: Failure, call: Call, wasUncertain: boolean): Failure;
}

/** A route in its parts: the method, the path, and the names in the path's braces. */
export function routeOf({ request }: Pick<Operation, 'request'>) {
	const [method, path] = request.split(' ') as [IHttpRequestMethods, string];
	const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name as string);
	return { method, path, names };
}

/** Makes the calls of an operation, each from the checked values of a row. */
export function callsOf(operation: Operation): (values: IDataObject) => Call {
	const { method, path, names } = routeOf(operation);
	const unsent = flat(operation.fields).filter(({ isOwn }) => isOwn);
	const inPlace = new Set([...names, ...unsent.map(({ name }) => name)]);
	return (values) => {
		const url = path.replace(/\{(\w+)\}/g, (_, name: string) =>
			encodeURIComponent(String(values[name])),
		);
		const rest = Object.fromEntries(Object.entries(values).filter(([name]) => !inPlace.has(name)));
		const sent = operation.body?.(rest) ?? rest;
		const content = Object.keys(sent).length > 0 ? sent : undefined;
		return {
			method,
			url,
			...(method === 'GET' ? { qs: content } : { body: content }),
			...operation.subject(values),
			look: operation.look,
		};
	};
}
