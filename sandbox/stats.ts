import type { ApiRoute } from './api-routes';

/** Counts what reaches the API, so that a test can compare it with what a client says it did. */
export class Stats {
	readonly requests = new Map<ApiRoute, number>();
	/** How often POST /codes arrived for an order number, whatever became of it. */
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

	/** Counts an attempt to create a code, given the body of the request. */
	attempt(body: unknown): void {
		const orderNo = (body as { orderNo?: unknown } | null | undefined)?.orderNo;
		if (typeof orderNo !== 'string') return;
		this.attemptsPerOrderNo.set(orderNo, (this.attemptsPerOrderNo.get(orderNo) ?? 0) + 1);
	}

	/** Starts counting again. What is in flight stays in flight. */
	reset(): void {
		this.requests.clear();
		this.attemptsPerOrderNo.clear();
		this.maxInFlight = this.inFlight;
	}
}
