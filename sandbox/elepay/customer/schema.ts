import { PAGE } from '../paging';
import { bodyOf, ID, METADATA, queryOf, text } from '../schema';

const FIELDS = {
	name: text(255),
	description: text(255),
	email: text(255),
	phone: text(255),
	remark: { type: 'string' },
	metadata: METADATA,
};

export const CUSTOMERS_QUERY = queryOf({ ...PAGE, keyword: { type: 'string', default: '' } });

export const NEW_CUSTOMER = bodyOf(FIELDS);

export const CUSTOMER_UPDATE = bodyOf({ ...FIELDS, defaultSource: ID });
