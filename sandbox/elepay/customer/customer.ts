import type { World } from '../../world/world';
import { ApiError } from '../errors';
import type { Texts } from '../schema';
import { deleteSource } from '../source/source';

/** The Customer object. */
export interface Customer {
	id: string;
	object: 'customer';
	liveMode: boolean;
	defaultSource: string | null;
	name: string | null;
	description: string | null;
	email: string | null;
	phone: string | null;
	remark: string | null;
	operator: string | null;
	status: 'active' | 'deleted';
	metadata: Texts;
	updateTime: number;
}

/** The body of POST /customers after validation. */
export interface CustomerRequest {
	name?: string;
	description?: string;
	email?: string;
	phone?: string;
	remark?: string;
	metadata?: Texts;
}

/** The body of POST /customers/{customerId} after validation. */
export interface CustomerUpdate extends CustomerRequest {
	defaultSource?: string;
}

/** Adds a customer. Nothing of it has to be unique. */
export function createCustomer(world: World, liveMode: boolean, fields: CustomerRequest): Customer {
	const customer: Customer = {
		id: world.newId('cus'),
		object: 'customer',
		liveMode,
		defaultSource: null,
		name: null,
		description: null,
		email: null,
		phone: null,
		remark: null,
		operator: null,
		status: 'active',
		metadata: {},
		...fields,
		updateTime: world.clock.now(),
	};
	world.state.of(liveMode).customers.add(customer);
	return customer;
}

/** Changes what is given and leaves the rest; metadata is replaced as a whole. */
export function updateCustomer(world: World, customer: Customer, fields: CustomerUpdate): Customer {
	const { sources } = world.state.of(customer.liveMode);
	if (fields.defaultSource !== undefined) {
		const source = sources.get(fields.defaultSource);
		if (source?.customerId !== customer.id || source.status !== 'active') {
			throw new ApiError('M002003', 'defaultSource');
		}
	}
	return Object.assign(customer, fields, { updateTime: world.clock.now() });
}

/** Deletes a customer with the stored payment means; only a look by id still finds it. */
export function deleteCustomer(world: World, customer: Customer): void {
	const store = world.state.of(customer.liveMode);
	for (const source of store.sourcesOf(customer.id)) void deleteSource(world, source);
	store.customers.delete(customer.id);
	store.deletedCustomers.set(customer.id, customer);
	customer.status = 'deleted';
	customer.updateTime = world.clock.now();
}
