import { UserError, type IDataObject } from 'n8n-workflow';

/**
 * Objects to an update that changes nothing.
 *
 * @param id the name of the field that says what is updated
 * @throws {UserError}
 */
export function checkUpdate(values: IDataObject, id: string): void {
	if (Object.keys(values).some((name) => name !== id)) return;
	throw new UserError('Nothing to update', {
		description:
			'Add what is to be changed under Update Fields: what is empty is left as it is. The cells may be empty, or the expressions give nothing for this row.',
	});
}
