/** The order number in a body of any form, if it has one. */
export function orderNoOf(body: unknown): unknown {
	return (body as { orderNo?: unknown } | null | undefined)?.orderNo;
}
