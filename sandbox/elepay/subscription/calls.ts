import { byCreation } from '../../world/collection';
import type { World } from '../../world/world';
import type { ApiRequest, Calls } from '../call';
import { named } from '../named';
import { isWithin, type PageQuery, pageOf, type PeriodQuery } from '../paging';
import type { Texts } from '../schema';
import {
	NEW_SUBSCRIPTION,
	PERIODS_QUERY,
	SUBSCRIPTION_UPDATE,
	SUBSCRIPTIONS_QUERY,
} from './schema';
import {
	cancelSubscription,
	createSubscription,
	resumeSubscription,
	showSubscription,
	startSubscription,
	type SubscriptionRecord,
	type SubscriptionRequest,
	updateSubscription,
} from './subscription';

interface SubscriptionsQuery extends PageQuery, PeriodQuery {
	customerId?: string;
	status?: string;
}

const subscriptionOf = ({ store, params }: ApiRequest) =>
	named(store.subscriptions, params, 'subscriptionId');

function list({ store, query }: ApiRequest<unknown, SubscriptionsQuery>) {
	const { customerId, status } = query;
	const isInPeriod = isWithin(query);
	const { total, page } = pageOf(
		store.subscriptions.oldestFirst(byCreation),
		query,
		(subscription) =>
			(customerId === undefined || subscription.customerId === customerId) &&
			(status === undefined || subscription.status === status) &&
			isInPeriod(subscription.createTime),
	);
	return { total, subscriptions: page.map(showSubscription) };
}

/** Takes a subscription from one state to another and shows what has become of it. */
const move =
	(step: (world: World, subscription: SubscriptionRecord) => SubscriptionRecord) =>
	(request: ApiRequest) =>
		showSubscription(step(request.world, subscriptionOf(request)));

export const SUBSCRIPTION_CALLS = {
	'GET /subscriptions': { query: SUBSCRIPTIONS_QUERY, status: 200, answer: list },
	'POST /subscriptions': {
		body: NEW_SUBSCRIPTION,
		status: 200,
		answer: ({ world, store, body }: ApiRequest<SubscriptionRequest>) =>
			showSubscription(createSubscription(world, store, body)),
	},
	'GET /subscriptions/{subscriptionId}': {
		status: 200,
		answer: (request: ApiRequest) => showSubscription(subscriptionOf(request)),
	},
	'POST /subscriptions/{subscriptionId}': {
		body: SUBSCRIPTION_UPDATE,
		status: 200,
		answer: (request: ApiRequest<{ metadata?: Texts }>) =>
			showSubscription(
				updateSubscription(request.world, subscriptionOf(request), request.body.metadata),
			),
	},
	'POST /subscriptions/{subscriptionId}/start': { status: 200, answer: move(startSubscription) },
	'POST /subscriptions/{subscriptionId}/resume': { status: 200, answer: move(resumeSubscription) },
	'POST /subscriptions/{subscriptionId}/cancel': { status: 200, answer: move(cancelSubscription) },
	'GET /subscriptions/{subscriptionId}/periods': {
		query: PERIODS_QUERY,
		status: 200,
		answer(request: ApiRequest<unknown, PageQuery>) {
			const { total, page } = pageOf(subscriptionOf(request).periods, request.query);
			return { total, periods: page };
		},
	},
} satisfies Calls;
