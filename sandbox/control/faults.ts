import { type ApiRoute, isApiRoute } from '../elepay/calls';
import type { ProviderError } from '../elepay/errors';
import type { Clock } from '../world/clock';
import { createRandom } from '../world/random';

/** Milliseconds: fixed, spread evenly, or lognormal (a median with a long tail, cut at `max`). */
export type Latency =
	number | { min: number; max: number } | { median: number; sigma: number; max?: number };

interface AnswerBase {
	/** HTTP status. */
	status?: number;
	/** A Retry-After header: seconds or an HTTP date. */
	retryAfter?: number | string;
}

/** An elepay error body. The status is the code's own unless given: 400, or 500 for `S…`. */
export interface ErrorAnswer extends AnswerBase {
	errorCode: string;
	message?: string;
	parameterName?: string;
	providerError?: ProviderError;
}

/** Anything else: a gateway's HTML page (status 502 unless given), nothing at all, broken JSON. */
export interface BodyAnswer extends AnswerBase {
	body: string;
	/** `text/html` unless given. */
	contentType?: string;
}

export type FaultAnswer = ErrorAnswer | BodyAnswer;

/**
 * - `reset`: the connection is reset, nothing is answered
 * - `hang`: nothing is answered and the connection stays open
 * - `half`: the answer promises its whole length, breaks off in the middle and closes
 * - `slowMs`: the body dribbles in over this many milliseconds
 */
export type ConnectionFault = 'reset' | 'hang' | 'half' | { slowMs: number };

/** What befalls a request. The parts can be combined. */
export interface FaultOutcome {
	/** Waiting time before the request is processed or refused. */
	latency?: Latency;
	/** Sent in place of elepay's own answer. */
	answer?: FaultAnswer;
	connection?: ConnectionFault;
	/**
	 * Whether the server does the request's work all the same, so that a code is created though the
	 * client never learns of it. Without this, an `answer`, `reset` or `hang` comes before the work.
	 */
	processed?: boolean;
}

/** What a `when` predicate may look at. */
export interface FaultRequest {
	route: ApiRoute;
	params: Record<string, string>;
	query: Record<string, string>;
	body: unknown;
}

/** An outcome and the requests that it befalls. All conditions given must hold. */
export interface FaultRule extends FaultOutcome {
	/** One call of the API; all of them when left out. */
	route?: ApiRoute;
	/** From this time of the sandbox's clock, in epoch milliseconds. */
	from?: number;
	/** Until just before this time of the sandbox's clock, in epoch milliseconds. */
	until?: number;
	/** Only requests beyond this many in any second (a sliding window): a rate limit. */
	overPerSecond?: number;
	/** 0 to 1, drawn from the plan's seed. */
	probability?: number;
	/** Only the first so many. */
	times?: number;
	/** Only in process: decides by the request. */
	when?: (request: FaultRequest) => boolean;
	/** Outcomes of their own, one a request, in this order; null lets a request pass unharmed. */
	script?: (FaultOutcome | null)[];
}

/** What was decided for one request. */
export interface Fault {
	latencyMs: number;
	answer?: FaultAnswer;
	connection?: ConnectionFault;
	processed: boolean;
}

function normal(random: () => number): number {
	return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

function sample(latency: Latency, random: () => number): number {
	if (typeof latency === 'number') return latency;
	if ('min' in latency) return latency.min + random() * (latency.max - latency.min);
	const { median, sigma, max = Infinity } = latency;
	return Math.min(max, median * Math.exp(sigma * normal(random)));
}

const isEffect = (outcome: FaultOutcome) =>
	outcome.answer !== undefined || outcome.connection !== undefined;

function isProcessed({ answer, connection, processed }: FaultOutcome): boolean {
	const onlyTheBodySuffers = connection !== 'reset' && connection !== 'hang';
	return processed ?? (answer === undefined && onlyTheBodySuffers);
}

/** A rule with its own memory and its own random numbers, so that rules don't disturb each other. */
class ActiveRule {
	private readonly random: () => number;
	private taken = 0;
	private recent: number[] = [];

	constructor(
		private readonly rule: FaultRule,
		seed: number,
	) {
		if (rule.route !== undefined && !isApiRoute(rule.route)) {
			throw new TypeError(`A fault names a route that doesn't exist: ${String(rule.route)}`);
		}
		if (!rule.script && rule.latency === undefined && !isEffect(rule)) {
			throw new TypeError('A fault needs a latency, an answer, a connection or a script.');
		}
		this.random = createRandom(seed);
	}

	/** Whether this rule can do more than delay a request. */
	get hasEffect(): boolean {
		return this.rule.script !== undefined || isEffect(this.rule);
	}

	/** The rule's outcome for a request, if it befalls it. */
	take(request: FaultRequest, now: number): (FaultOutcome & { latencyMs: number }) | undefined {
		const { rule, random } = this;
		if (!this.befalls(request, now)) return undefined;
		const outcome = rule.script ? rule.script[this.taken] : rule;
		this.taken += 1;
		if (!outcome) return undefined;
		return { ...outcome, latencyMs: sample(outcome.latency ?? 0, random) };
	}

	private befalls(request: FaultRequest, now: number): boolean {
		const { rule } = this;
		return (
			(rule.route === undefined || rule.route === request.route) &&
			now >= (rule.from ?? -Infinity) &&
			now < (rule.until ?? Infinity) &&
			this.taken < (rule.times ?? rule.script?.length ?? Infinity) &&
			(rule.when?.(request) ?? true) &&
			(rule.overPerSecond === undefined || this.isOver(rule.overPerSecond, now)) &&
			(rule.probability === undefined || this.random() < rule.probability)
		);
	}

	// Only what was let through counts: a client that knocks on is not kept out for ever.
	private isOver(perSecond: number, now: number): boolean {
		this.recent = this.recent.filter((time) => time > now - 1000);
		if (this.recent.length >= perSecond) return true;
		this.recent.push(now);
		return false;
	}
}

/**
 * What goes wrong, and when. Every rule that befalls a request adds its latency; the first one
 * with an answer or a connection fault decides what the client gets, and later ones are not used up.
 */
export class FaultPlan {
	private rules: ActiveRule[] = [];

	constructor(
		private readonly clock: Clock,
		private readonly seed: number,
	) {}

	/** False as long as nothing can go wrong: requests then pay nothing for this class. */
	get active(): boolean {
		return this.rules.length > 0;
	}

	/** Replaces the plan. The same seed and the same order of requests give the same faults. */
	set(rules: readonly FaultRule[], seed: number = this.seed): void {
		this.rules = rules.map((rule, index) => new ActiveRule(rule, seed + index));
	}

	/** Nothing goes wrong any more. */
	clear(): void {
		this.rules = [];
	}

	/** Decides about one request, which uses up what the rules have a limited number of. */
	decide(request: FaultRequest): Fault {
		const now = this.clock.now();
		let latencyMs = 0;
		let effect: FaultOutcome = {};
		for (const rule of this.rules) {
			if (rule.hasEffect && isEffect(effect)) continue;
			const outcome = rule.take(request, now);
			latencyMs += outcome?.latencyMs ?? 0;
			if (outcome && isEffect(outcome)) effect = outcome;
		}
		const { answer, connection } = effect;
		return {
			latencyMs,
			...(answer && { answer }),
			...(connection && { connection }),
			processed: isProcessed(effect),
		};
	}
}
