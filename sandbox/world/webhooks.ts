import { createHmac } from 'node:crypto';

import { Agent, request } from 'undici';

import { isLoopback } from '../control/loopback';
import type { ElepayEvent, EventType } from '../elepay/events';
import type { NewId } from '../elepay/ids';
import { JSON_TYPE } from '../elepay/json';
import type { Clock } from './clock';

const SECOND = 1000;

const MINUTE = 60 * SECOND;

/** How long after each failed attempt the next one follows; after the last there is no more. */
const RETRY_DELAYS: readonly number[] = [5 * SECOND, 15 * SECOND, MINUTE, 10 * MINUTE, 10 * MINUTE];

/** An address that wants to hear of events. */
export interface WebhookEndpoint {
	/** Must be on this computer. */
	url: string;
	secret: string;
	/** All events when left out. */
	events?: EventType[];
	/** Test mode when left out: as in the dashboard, an endpoint belongs to one mode. */
	liveMode?: boolean;
}

export interface RegisteredWebhook extends Required<Omit<WebhookEndpoint, 'events'>> {
	id: string;
	events?: EventType[];
}

export interface DeliveryAttempt {
	/** When it began. */
	time: number;
	/** The HTTP status of the answer, or null if none came. */
	status: number | null;
	/** Why none came. */
	reason: string | null;
}

/** An event on its way to one endpoint. */
export interface Delivery {
	id: string;
	webhookId: string;
	url: string;
	event: ElepayEvent;
	status: 'pending' | 'delivered' | 'failed';
	attempts: DeliveryAttempt[];
	nextAttemptTime: number | null;
}

/** The value of the `elepay-signature` header: `t` in unix seconds, `sign` over `<t>.<body>`. */
export function signature(secret: string, time: number, body: string | Buffer): string {
	const t = Math.floor(time / 1000);
	const sign = createHmac('sha256', secret).update(`${t}.`).update(body).digest('hex');
	return `t=${t},sign=${sign}`;
}

const NO_ANSWER = 'no answer in time';

function reasonOf({ reason }: AbortSignal): string {
	return typeof reason === 'string' ? reason : NO_ANSWER;
}

/** Sends signed events to registered endpoints, and again when they don't take them. */
export class WebhookSender {
	/** How long an endpoint may take to answer, on the sandbox's clock or the computer's. */
	timeoutMs = 5000;

	private readonly endpoints = new Map<string, RegisteredWebhook>();
	private readonly sent: Delivery[] = [];
	private readonly underWay = new Set<Promise<void>>();
	private readonly stops = new Set<() => void>();
	private readonly agent = new Agent();

	constructor(
		private readonly clock: Clock,
		private readonly newId: NewId,
	) {}

	/** Registers an endpoint. Refuses any that isn't on this computer. */
	register(endpoint: WebhookEndpoint): RegisteredWebhook {
		const target = URL.canParse(endpoint.url) ? new URL(endpoint.url) : undefined;
		if (!target || !/^https?:$/.test(target.protocol) || !isLoopback(target.hostname)) {
			throw new TypeError('The sandbox only sends webhooks to http(s) addresses on loopback.');
		}
		if (endpoint.secret === '') throw new TypeError('A webhook needs a secret to sign with.');
		const liveMode = endpoint.liveMode ?? false;
		const registered = { ...endpoint, liveMode, id: this.newId('whk') };
		this.endpoints.set(registered.id, registered);
		return registered;
	}

	/** The registered endpoints. */
	list(): RegisteredWebhook[] {
		return [...this.endpoints.values()];
	}

	/** Every delivery since the start or the last `clear`, oldest first. */
	deliveries(): readonly Delivery[] {
		return this.sent;
	}

	/** Forgets all endpoints and deliveries and gives up all retries. */
	clear(): void {
		for (const stop of this.stops) stop();
		this.stops.clear();
		this.endpoints.clear();
		this.sent.length = 0;
	}

	/**
	 * Sends an event to every endpoint that wants it. Resolves, and never rejects, once each has
	 * been tried for the first time.
	 */
	async send(type: string, object: object, liveMode: boolean): Promise<void> {
		const event: ElepayEvent = {
			id: this.newId('evt'),
			object: 'event',
			createTime: this.clock.now(),
			liveMode,
			type,
			data: { object },
		};
		// Retries carry the same bytes, whatever has become of the object since.
		const body = JSON.stringify(event);
		const wanted = this.list().filter(
			({ events, ...endpoint }) =>
				endpoint.liveMode === liveMode && (events?.some((each) => each === type) ?? true),
		);
		await Promise.all(wanted.map((endpoint) => this.deliver(endpoint, body)));
	}

	/** Resolves once no attempt is under way; retries still to come don't count. */
	async settled(): Promise<void> {
		while (this.underWay.size > 0) await Promise.all(this.underWay);
	}

	/** Gives up everything and closes the connections. */
	async close(): Promise<void> {
		this.clear();
		await this.agent.destroy();
		await this.settled();
	}

	private deliver(endpoint: RegisteredWebhook, body: string): Promise<void> {
		const delivery: Delivery = {
			id: this.newId('dlv'),
			webhookId: endpoint.id,
			url: endpoint.url,
			event: JSON.parse(body) as ElepayEvent,
			status: 'pending',
			attempts: [],
			nextAttemptTime: null,
		};
		this.sent.push(delivery);
		return this.attempt(endpoint, delivery, body);
	}

	private attempt(endpoint: RegisteredWebhook, delivery: Delivery, body: string): Promise<void> {
		const attempt: DeliveryAttempt = { time: this.clock.now(), status: null, reason: null };
		delivery.attempts.push(attempt);
		delivery.nextAttemptTime = null;
		const abort = new AbortController();
		// The computer's time counts too: on a clock that stands still nothing else would end this.
		const signal = AbortSignal.any([abort.signal, AbortSignal.timeout(this.timeoutMs)]);
		const done = this.post(endpoint, body, attempt, signal).then(() => {
			cancelTimeout();
			this.stops.delete(stop);
			this.underWay.delete(done);
			this.conclude(endpoint, delivery, body);
		});
		const cancelTimeout = this.clock.after(this.timeoutMs, () => {
			abort.abort(NO_ANSWER);
			return done;
		});
		const stop = () => {
			cancelTimeout();
			abort.abort('given up');
		};
		this.stops.add(stop);
		this.underWay.add(done);
		return done;
	}

	private conclude(endpoint: RegisteredWebhook, delivery: Delivery, body: string): void {
		const status = delivery.attempts.at(-1)?.status ?? 0;
		const delay = RETRY_DELAYS[delivery.attempts.length - 1];
		if (status >= 200 && status < 300) {
			delivery.status = 'delivered';
		} else if (delay === undefined || !this.endpoints.has(endpoint.id)) {
			delivery.status = 'failed';
		} else {
			delivery.nextAttemptTime = this.clock.now() + delay;
			const cancel = this.clock.after(delay, () => {
				this.stops.delete(cancel);
				return this.attempt(endpoint, delivery, body);
			});
			this.stops.add(cancel);
		}
	}

	private async post(
		{ url, secret }: RegisteredWebhook,
		body: string,
		attempt: DeliveryAttempt,
		signal: AbortSignal,
	): Promise<void> {
		try {
			const answer = await request(url, {
				method: 'POST',
				headers: {
					'content-type': JSON_TYPE,
					'elepay-signature': signature(secret, attempt.time, body),
				},
				body,
				signal,
				dispatcher: this.agent,
			});
			await answer.body.dump();
			attempt.status = answer.statusCode;
		} catch (error) {
			attempt.reason = signal.aborted ? reasonOf(signal) : (error as Error).message;
		}
	}
}
