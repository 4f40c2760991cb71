import { asAdded } from '../../world/collection';
import type { ApiRequest, Calls } from '../call';
import { search } from '../keyword';
import { named } from '../named';
import { type PageQuery, pageOf } from '../paging';
import {
	createCustomer,
	type CustomerRequest,
	type CustomerUpdate,
	deleteCustomer,
	updateCustomer,
} from './customer';
import { CUSTOMER_UPDATE, CUSTOMERS_QUERY, NEW_CUSTOMER } from './schema';

type CustomersQuery = PageQuery & { keyword: string };

/** The customer in the path. */
export const customerOf = ({ store, params }: ApiRequest) =>
	named(store.customers, params, 'customerId');

export const CUSTOMER_CALLS = {
	'GET /customers': {
		query: CUSTOMERS_QUERY,
		status: 200,
		answer({ store, query }: ApiRequest<unknown, CustomersQuery>) {
			const all = store.customers.oldestFirst(asAdded);
			const isFound = search(query.keyword);
			const { total, page } = pageOf(all, query, ({ name, email, phone }) =>
				isFound(name, email, phone),
			);
			return { total, customers: page };
		},
	},
	'POST /customers': {
		body: NEW_CUSTOMER,
		status: 201,
		answer: ({ world, store, body }: ApiRequest<CustomerRequest>) =>
			createCustomer(world, store.liveMode, body),
	},
	'GET /customers/{customerId}': {
		status: 200,
		answer: (request: ApiRequest) =>
			request.store.deletedCustomers.get(request.params['customerId'] ?? '') ?? customerOf(request),
	},
	'POST /customers/{customerId}': {
		body: CUSTOMER_UPDATE,
		status: 200,
		answer: (request: ApiRequest<CustomerUpdate>) =>
			updateCustomer(request.world, customerOf(request), request.body),
	},
	'DELETE /customers/{customerId}': {
		status: 204,
		answer: (request: ApiRequest) => deleteCustomer(request.world, customerOf(request)),
	},
} satisfies Calls;
