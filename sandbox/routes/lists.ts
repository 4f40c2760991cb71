import type { FastifyInstance } from 'fastify';

import type { SandboxContext } from '../context';
import { ApiError } from '../errors';
import type { Customer } from '../objects';
import { CUSTOMERS_QUERY, LOCATIONS_QUERY, SOURCES_QUERY } from '../schema';

interface Page {
	limit: string;
	offset: string;
}

function page<T>(items: readonly T[], { limit, offset }: Page): T[] {
	const start = Number(offset);
	return items.slice(start, start + Number(limit));
}

function matches({ name, email, phone }: Customer, keyword: string): boolean {
	const wanted = keyword.toLowerCase();
	return [name, email, phone].some((text) => text.toLowerCase().includes(wanted));
}

/** The lists that pickers show: locations, customers and their sources. */
export function addListRoutes(api: FastifyInstance, context: SandboxContext): void {
	api.get<{ Querystring: Page }>(
		'/locations',
		{ schema: { querystring: LOCATIONS_QUERY } },
		(request, reply) => {
			const locations = [...context.state.of(request.liveMode).locations.values()];
			return reply.send({ total: locations.length, locations: page(locations, request.query) });
		},
	);

	api.get<{ Querystring: Page & { keyword: string } }>(
		'/customers',
		{ schema: { querystring: CUSTOMERS_QUERY } },
		(request, reply) => {
			const all = [...context.state.of(request.liveMode).customers.values()];
			const customers = all.filter((customer) => matches(customer, request.query.keyword));
			return reply.send({ total: customers.length, customers: page(customers, request.query) });
		},
	);

	api.get<{ Params: { customerId: string }; Querystring: Page & { paymentMethod?: string } }>(
		'/customers/:customerId/sources',
		{ schema: { querystring: SOURCES_QUERY } },
		(request, reply) => {
			const { sourcesByCustomer } = context.state.of(request.liveMode);
			const all = sourcesByCustomer.get(request.params.customerId);
			if (!all) throw new ApiError('M002003', 'customerId');
			const { paymentMethod } = request.query;
			const sources = all.filter(
				(source) => paymentMethod === undefined || source.paymentMethod === paymentMethod,
			);
			return reply.send({ total: sources.length, sources: page(sources, request.query) });
		},
	);
}
