import type { FastifyInstance } from 'fastify';

import { type Code, type CodeRecord, showCode } from '../elepay/code/code';
import { ApiError } from '../elepay/errors';
import { completeCode } from '../world/checkout';
import { CODE_PAYMENT_METHODS } from '../world/data/paymentMethods';
import type { World } from '../world/world';

const NAMES: Record<string, string> = {
	paypay: 'PayPay',
	alipay: 'Alipay',
	wechatpay: 'WeChat Pay',
	linepay: 'LINE Pay',
	rakutenpay: 'Rakuten Pay',
	aupay: 'au PAY',
	merpay: 'Merpay',
	creditcard: 'a credit card',
	applepay: 'Apple Pay',
	docomopay: 'd-barai',
	unionpay: 'UnionPay',
	konbini: 'cash at a convenience store',
	banktransfer: 'a bank transfer',
};

function escapeHtml(text: string): string {
	return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

// Where elepay sends the customer afterwards, or nowhere if the merchant named no page.
function returnUrl({ id, frontUrl, charge }: Code, status: string): string | undefined {
	if (frontUrl === null || !URL.canParse(frontUrl)) return undefined;
	const url = new URL(frontUrl);
	url.searchParams.set('status', status);
	url.searchParams.set('codeId', id);
	if (charge) url.searchParams.set('chargeId', charge.id);
	return url.href;
}

function buttons({ shouldCreateSource, extra }: Code): string {
	const preferred = extra['defaultPaymentMethod'];
	const methods = CODE_PAYMENT_METHODS.filter(
		({ channelProperties }) => !shouldCreateSource || channelProperties.isSupportSource,
	).map(({ paymentMethod }) => paymentMethod);
	methods.sort((a, b) => Number(b === preferred) - Number(a === preferred));
	const verb = shouldCreateSource ? 'Register' : 'Pay with';
	return methods
		.map(
			(method) =>
				`<button name="paymentMethod" value="${method}">${verb} ${NAMES[method]}</button>`,
		)
		.join('\n');
}

function links(code: Code): string {
	return ['cancelled', 'failure']
		.map((status) => [status, returnUrl(code, status)] as const)
		.filter(([, url]) => url !== undefined)
		.map(([status, url]) => `<a href="${escapeHtml(url ?? '')}">Leave as ${status}</a>`)
		.join(' ');
}

function whatToDo(code: Code): string {
	if (code.expired) return '<p>This code has expired.</p>';
	if (code.status === 'captured') return '<p>Paid. Thank you!</p>';
	if (code.status === 'completed') return '<p>Registered. Thank you!</p>';
	if (code.status === 'closed') return '<p>This code was closed.</p>';
	return `<form method="post" action="/easyqr/${code.id}/pay">\n${buttons(code)}\n</form>\n${links(code)}`;
}

function subject({ orderNo, invoice, description }: Code): string {
	const lines = [
		invoice ? `Invoice ${invoice.invoiceNo}` : orderNo === null ? '' : `Order ${orderNo}`,
		description ?? '',
		invoice?.remark ?? '',
	];
	return lines.map(escapeHtml).join('<br>');
}

function showPage(code: Code): string {
	const title = code.shouldCreateSource
		? 'A payment method for the next time'
		: `${code.amount.toLocaleString('en-US')} ${code.currency}`;
	return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${title}: elepay sandbox</title>
<style>
body { font: 1.1rem/1.6 system-ui, sans-serif; max-width: 24rem; margin: 2rem auto; padding: 0 1rem }
button { display: block; width: 100%; margin: 0.5rem 0; padding: 0.6rem; font: inherit }
</style>
<p>Sandbox: no money moves.</p>
<h1>${title}</h1>
<p>${subject(code)}</p>
${whatToDo(code)}
</html>
`;
}

/** The page behind a code's URL, where a person plays the customer. */
export function addPaymentPage(app: FastifyInstance, world: World): void {
	const { test, live } = world.state;

	function find(id: string): CodeRecord {
		const code = world.state.code(id);
		if (!code) throw new ApiError('M002003', 'codeId');
		return code;
	}

	app.get<{ Params: { id: string } }>('/easyqr/:id', (request, reply) => {
		const code = showCode(world, find(request.params.id));
		return reply.type('text/html;charset=utf-8').send(showPage(code));
	});

	app.post<{ Params: { id: string }; Body: { paymentMethod?: string } | undefined }>(
		'/easyqr/:id/pay',
		(request, reply) => {
			const code = find(request.params.id);
			completeCode(world, code, request.body?.paymentMethod);
			const next = returnUrl(showCode(world, code), 'captured');
			return reply.redirect(next ?? `/easyqr/${code.id}`, 303);
		},
	);

	// An invoice is paid on the page of its code, from the moment when it is finalised.
	app.get<{ Params: { id: string } }>('/invoice/:id', (request, reply) => {
		const { id } = request.params;
		const code = (test.invoices.get(id) ?? live.invoices.get(id))?.code;
		if (!code) throw new ApiError('M002003', 'invoiceId');
		return reply.redirect(`/easyqr/${code.id}`, 303);
	});
}
