import { PAGE, PERIOD, repeatable } from '../paging';
import { bodyOf, CURRENCY, CURRENCY_CODE, ID, METADATA, queryOf, text, TIME } from '../schema';
import { INVOICE_STATUSES } from './invoice';

const INTEGER = { type: 'integer' };

const ITEM = bodyOf({
	name: text(255),
	unitPrice: INTEGER,
	quantity: INTEGER,
	unit: { type: 'string' },
	taxRateType: { enum: ['standard', 'reduced', 'free'] },
	currency: CURRENCY_CODE,
	transactionTime: TIME,
});

export const INVOICES_QUERY = queryOf({
	...PAGE,
	...PERIOD,
	keyword: { type: 'string', default: '' },
	status: repeatable(INVOICE_STATUSES),
});

export const INVOICE = bodyOf(
	{
		customerId: ID,
		amount: { type: 'integer', minimum: 1 },
		name: text(255),
		memo: text(255),
		remark: { type: 'string' },
		currency: CURRENCY,
		taxType: { enum: ['included', 'excluded'] },
		taxCalcType: { enum: ['floor', 'ceil', 'round5'] },
		invoiceTime: TIME,
		expiryTime: TIME,
		items: { type: 'array', items: ITEM },
		fields: { type: 'array', items: { type: 'string' } },
		metadata: METADATA,
		enableAutoCharge: { type: 'boolean', default: false },
		autoChargeTime: TIME,
	},
	['customerId', 'amount'],
);
