import type { FastifyInstance } from 'fastify';

import { showCode } from '../codes';
import type { SandboxContext } from '../context';
import { PAYMENT_METHODS } from '../data/payment-methods';
import { ApiError } from '../errors';
import type { Charge, Code } from '../objects';
import { payCode } from '../payments';
import type { CodeRecord } from '../store';

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
};

function escapeHtml(text: string): string {
	return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

// Where elepay sends the customer afterwards, or nowhere if the merchant named no page.
function returnUrl(code: Code, status: string, charge: Charge | undefined): string | undefined {
	if (code.frontUrl === null || !URL.canParse(code.frontUrl)) return undefined;
	const url = new URL(code.frontUrl);
	url.searchParams.set('status', status);
	url.searchParams.set('codeId', code.id);
	if (charge) url.searchParams.set('chargeId', charge.id);
	return url.href;
}

function buttons(code: Code): string {
	const preferred = code.extra['defaultPaymentMethod'];
	const methods = PAYMENT_METHODS.map(({ paymentMethod }) => paymentMethod);
	methods.sort((a, b) => Number(b === preferred) - Number(a === preferred));
	return methods
		.map(
			(method) =>
				`<button name="paymentMethod" value="${method}">Pay with ${NAMES[method]}</button>`,
		)
		.join('\n');
}

function links(code: Code): string {
	return ['cancelled', 'failure']
		.map((status) => [status, returnUrl(code, status, code.charge)] as const)
		.filter(([, url]) => url !== undefined)
		.map(([status, url]) => `<a href="${escapeHtml(url ?? '')}">Leave as ${status}</a>`)
		.join(' ');
}

function whatToDo(code: Code): string {
	if (code.expired) return '<p>This code has expired.</p>';
	if (code.status === 'captured') return '<p>Paid. Thank you!</p>';
	if (code.status === 'closed') return '<p>This code was closed.</p>';
	return `<form method="post" action="/easyqr/${code.id}/pay">\n${buttons(code)}\n</form>\n${links(code)}`;
}

function showPage(code: Code): string {
	const title = `${code.amount.toLocaleString('en-US')} ${code.currency}`;
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
<p>Order ${escapeHtml(code.orderNo)}<br>${escapeHtml(code.description ?? '')}</p>
${whatToDo(code)}
</html>
`;
}

/** The page behind a code's URL, where a person plays the customer. */
export function addPaymentPage(app: FastifyInstance, context: SandboxContext): void {
	function find(id: string): CodeRecord {
		const code = context.state.code(id);
		if (!code) throw new ApiError('M002003', 'codeId');
		return code;
	}

	app.get<{ Params: { id: string } }>('/easyqr/:id', (request, reply) => {
		const code = showCode(context, find(request.params.id));
		return reply.type('text/html;charset=utf-8').send(showPage(code));
	});

	app.post<{ Params: { id: string }; Body: { paymentMethod?: string } | undefined }>(
		'/easyqr/:id/pay',
		(request, reply) => {
			const code = find(request.params.id);
			const charge = payCode(context, code, request.body?.paymentMethod);
			const next = returnUrl(showCode(context, code), 'captured', charge);
			return reply.redirect(next ?? `/easyqr/${code.id}`, 303);
		},
	);
}
