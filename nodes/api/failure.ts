/**
 * What is known of a call that didn't succeed:
 * - `refused`: elepay looked at it and said no, or it never left; trying again changes nothing
 * - `notProcessed`: elepay certainly did nothing, and may take it later
 * - `uncertain`: elepay may have done what was asked although no proper answer came
 */
export type Outcome = 'refused' | 'notProcessed' | 'uncertain';

/** elepay's body of an answer that says no. */
export interface ElepayErrorBody {
	requestId?: string;
	errorCode: string;
	code?: number | string;
	message?: string;
	parameterName?: string | null;
	providerError?: { providerKey?: string; code?: string; message?: string } | null;
}

/** Why one row's call didn't succeed, in the user's words and with what a program needs to go on. */
export class Failure extends Error {
	/** How to go on. */
	readonly description: string;

	readonly outcome: Outcome;

	/** elepay has had too many requests: every row of the run has to slow down. */
	readonly rateLimited: boolean;

	/** The key isn't taken, so no other row can succeed either. */
	readonly keyRefused: boolean;

	readonly httpStatus: number | undefined;

	/** How long elepay asks to wait, in milliseconds. */
	readonly retryAfter: number | undefined;

	readonly body: ElepayErrorBody | undefined;

	/**
	 * @param message what happened, without the item's number
	 * @param details what else is known; `outcome` is `refused` if it isn't given
	 */
	constructor(
		message: string,
		details: {
			description: string;
			outcome?: Outcome;
			rateLimited?: boolean;
			keyRefused?: boolean;
			httpStatus?: number;
			retryAfter?: number;
			body?: ElepayErrorBody;
		},
	) {
		super(message);
		this.description = details.description;
		this.outcome = details.outcome ?? 'refused';
		this.rateLimited = details.rateLimited ?? false;
		this.keyRefused = details.keyRefused ?? false;
		this.httpStatus = details.httpStatus;
		this.retryAfter = details.retryAfter;
		this.body = details.body;
	}

	/** The same failure with a secret blotted out, should the other side have sent it back. */
	without(secret: string): Failure {
		return new Failure(blotOut(this.message, secret), {
			...this,
			description: blotOut(this.description, secret),
			body: blotOut(this.body, secret),
		});
	}

	/** The same failure where nobody can be sure that elepay hasn't done anything. */
	inDoubt(): Failure {
		return new Failure(this.message, {
			...this,
			description: this.description,
			outcome: 'uncertain',
		});
	}

	/** The same failure, told differently for its own row. */
	retold(message: string, description: string): Failure {
		return new Failure(message, { ...this, description, keyRefused: false });
	}
}

/** What was thrown, as a failure: a check's objection (UserError) brings its own description. */
export function asFailure(thrown: unknown): Failure {
	if (thrown instanceof Failure) return thrown;
	const { message, description } = thrown as { message?: string; description?: string | null };
	return new Failure(message ?? String(thrown), { description: description ?? '' });
}

/** A value with a secret blotted out of all its texts, the names of its properties included. */
export function blotOut<T>(value: T, secret: string): T {
	if (secret === '') return value;
	const cleaned = (part: unknown): unknown => {
		if (typeof part === 'string') return part.replaceAll(secret, '*****');
		if (Array.isArray(part)) return part.map(cleaned);
		if (typeof part !== 'object' || part === null) return part;
		return Object.fromEntries(
			Object.entries(part).map(([name, entry]) => [cleaned(name), cleaned(entry)]),
		);
	};
	return cleaned(value) as T;
}
