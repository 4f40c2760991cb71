import type { ApiRoute } from '../elepay/calls';
import { orderNoOf } from '../elepay/orderNo';

/** Counts what reaches the API, so that a test can compare it with what a client says it did. */
export class Stats {
	readonly requests = new Map<ApiRoute, number>();
	/** How often an order number arrived in a call that uses one up, whatever became of it. */
	readonly attemptsPerOrderNo = new Map<string, number>();
	inFlight = 0;
	maxInFlight = 0;

	/** Counts a request in; the answer counts it out, however often it is called. */
	enter(route: ApiRoute): () => void {
		this.requests.set(route, (this.requests.get(route) ?? 0) + 1);
		this.inFlight += 1;
		this.maxInFlight = Math.max(this.maxInFlight, this.inFlight);
		let inside = true;
		return () => {
			if (inside) this.inFlight -= 1;
			inside = false;
		};
	}

	/** Counts an attempt by the body of its request, under its order number unless told otherwise. */
	attempt(body: unknown, key: unknown = orderNoOf(body)): void {
		if (typeof key !== 'string') return;
		this.attemptsPerOrderNo.set(key, (this.attemptsPerOrderNo.get(key) ?? 0) + 1);
	}

	/** Starts counting again. What is in flight stays in flight. */
	reset(): void {
		this.requests.clear();
		this.attemptsPerOrderNo.clear();
		this.maxInFlight = this.inFlight;
	}
}
