import type { World } from '../../world/world';
import { type CardInfo, cardInfo } from '../cardInfo';
import { ApiError } from '../errors';
import { methodNamed } from '../paymentMethod/paymentMethod';
import type { Texts } from '../schema';

export type SourceStatus = 'pending' | 'active' | 'failed' | 'inactive' | 'deleted';

/** The Source object: a stored payment means of a customer. */
export interface Source {
	id: string;
	object: 'source';
	customerId: string;
	liveMode: boolean;
	paymentMethod: string;
	resource: string;
	description: string | null;
	extra: Texts;
	info: Record<string, object>;
	cardInfo: CardInfo | null;
	metadata: Texts;
	credential: string | null;
	status: SourceStatus;
}

/** The body of POST /customers/{customerId}/sources after validation. */
export interface SourceRequest {
	paymentMethod: string;
	resource: string;
	description?: string;
	extra?: Texts;
	metadata?: Texts;
}

const CARD = cardInfo({
	brand: 'visa',
	last4: '1111',
	expMonth: 11,
	expYear: 2033,
	name: 'SANDBOX CUSTOMER',
	threeDSecure: true,
	threeDSecureVersion: '2.2.0',
});

/** Adds a source that its customer still has to authorise. Throws an ApiError for most brands. */
export function addSource(
	world: World,
	liveMode: boolean,
	customerId: string,
	{ paymentMethod, resource, description, extra, metadata }: SourceRequest,
): Source {
	const { channelProperties, resources } = methodNamed(paymentMethod);
	if (!channelProperties.isSupportSource) throw new ApiError('M002005', 'paymentMethod');
	if (!resources.includes(resource)) throw new ApiError('M001002', 'resource');
	const source: Source = {
		id: world.newId('src'),
		object: 'source',
		customerId,
		liveMode,
		paymentMethod,
		resource,
		description: description ?? null,
		extra: extra ?? {},
		info: {},
		cardInfo: null,
		metadata: metadata ?? {},
		credential: world.newId('cred'),
		status: 'pending',
	};
	world.state.of(liveMode).sources.add(source);
	return source;
}

/** The customer has authorised a source: the first one is what is charged by default. */
export function activateSource(world: World, source: Source): Promise<void> {
	if (source.status !== 'pending') throw new ApiError('M006000', 'sourceId');
	source.status = 'active';
	source.credential = null;
	if (source.paymentMethod === 'creditcard') source.cardInfo = CARD;
	const customer = world.state.of(source.liveMode).customers.get(source.customerId);
	if (customer) customer.defaultSource ??= source.id;
	return world.webhooks.send('source.activated', source, source.liveMode);
}

/** The customer hasn't authorised a source: nobody is told. */
export function failSource(source: Source): void {
	if (source.status !== 'pending') throw new ApiError('M006000', 'sourceId');
	source.status = 'failed';
}

/** A source can't be charged any more: its provider or its customer has ended it. */
export function inactivateSource(world: World, source: Source): Promise<void> {
	if (source.status !== 'active') throw new ApiError('M006000', 'sourceId');
	source.status = 'inactive';
	return world.webhooks.send('source.inactivated', source, source.liveMode);
}

/** Deletes a source; it isn't the default of its customer any more. */
export function deleteSource(world: World, source: Source): Promise<void> {
	const store = world.state.of(source.liveMode);
	store.sources.delete(source.id);
	const customer = store.customers.get(source.customerId);
	if (customer?.defaultSource === source.id) customer.defaultSource = null;
	source.status = 'deleted';
	return world.webhooks.send('source.inactivated', source, source.liveMode);
}

/** What a customer is charged by without being there, or undefined if nothing can be charged. */
export function defaultSource(
	world: World,
	liveMode: boolean,
	customerId: string,
): Source | undefined {
	const store = world.state.of(liveMode);
	const source = store.sources.get(store.customers.get(customerId)?.defaultSource ?? '');
	return source?.status === 'active' ? source : undefined;
}
