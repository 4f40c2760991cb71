import fc from 'fast-check';

import { money } from '../../dist/nodes/Elepay/fields/money';
import { refusalOf } from '../support/refusals';

const read = (value: unknown, currency?: unknown) =>
	money({ min: 0 })(value, 'Amount', { currency });

describe('a sum in yen', () => {
	it.each([
		['1,200', 1200],
		['¥1,200', 1200],
		['￥1,200', 1200],
		['¥ 1,200', 1200],
		['\\1,200', 1200],
		['1,200円', 1200],
		['1,200 円', 1200],
		['１２００', 1200],
		['１，２００円', 1200],
		['1200.0', 1200],
		['1200.00', 1200],
		['1,234,567.00', 1234567],
		['\u200b1,200\u00a0', 1200],
		['="1200"', 1200],
		['0円', 0],
		[' 007 ', 7],
	])('%p is %i', (given, sum) => {
		expect(read(given)).toBe(sum);
		expect(read(given, ' jpy ')).toBe(sum);
		expect(read(given, '')).toBe(sum);
	});

	it.each([
		'1.200',
		'12.5',
		'1200.000',
		'1,20',
		'12,00',
		'1,2000',
		',200',
		'1,200,',
		'$12',
		'1e3',
		'1 200',
		'1\u200b200',
		'¥1,200円',
		'¥¥1200',
		'\\\\1200',
		'1,200\\',
		'円1200',
		'1200¥',
		'①',
		'1２0.5',
		'一千',
		'1,200 JPY',
	])('%p is refused, and shown as it was given', (given) => {
		const { message } = refusalOf(() => read(given));
		expect(message).toContain(given.slice(0, 20));
	});

	it('says of what one does not see that it is there', () => {
		expect(refusalOf(() => read('1\u200b200')).message).toBe(
			'Amount needs to be a whole number, but is "1\u200b200", with an invisible character (U+200B) before the "2"',
		);
		expect(refusalOf(() => read('１２．５')).message).toBe(
			'Amount needs to be a whole number, but is "１２．５", with full-width characters',
		);
	});
});

describe('a sum in a currency without decimals that is not yen', () => {
	it('has commas and full-width digits', () => {
		expect(read('1,200', 'KRW')).toBe(1200);
		expect(read('１２００', 'krw')).toBe(1200);
	});

	it.each(['¥1,200', '1,200円'])('is not %p', (given) => {
		refusalOf(() => read(given, 'KRW'));
	});
});

describe('a sum in a currency with decimals', () => {
	it.each(['1,200', '1200.00', '１２００', '¥1200', '12.00'])('is not %p', (given) => {
		for (const currency of ['USD', 'usd', 'EUR', 'XYZ']) refusalOf(() => read(given, currency));
	});

	it('is digits only', () => {
		expect(read('1200', 'USD')).toBe(1200);
		expect(read(1200, 'USD')).toBe(1200);
	});
});

describe('whatever sum', () => {
	const shown = fc.record({
		sum: fc.nat(99_999_999),
		commas: fc.boolean(),
		wide: fc.boolean(),
		sign: fc.constantFrom('¥', '￥', '円', ''),
		zeros: fc.constantFrom('', '.0', '.00'),
	});

	it('a sheet shows, it is read as that sum', () => {
		fc.assert(
			fc.property(shown, ({ sum, commas, wide, sign, zeros }) => {
				const digits = commas ? sum.toLocaleString('en-US') : String(sum);
				const text = `${sign === '円' ? '' : sign}${digits}${zeros}${sign === '円' ? sign : ''}`;
				const given = wide
					? text.replace(/[!-~]/g, (one) => String.fromCharCode(one.charCodeAt(0) + 0xfee0))
					: text;
				expect(read(given)).toBe(sum);
			}),
		);
	});

	it('is read, its digits are those that were given, in their order', () => {
		const part = fc.constantFrom(...'0123456789０１２３,，.．¥￥円 -+e\u200b');
		fc.assert(
			fc.property(fc.array(part, { maxLength: 8 }), (parts) => {
				const given = parts.join('');
				let sum: number | undefined;
				try {
					sum = read(given);
				} catch {
					return;
				}
				if (sum === undefined) return;
				const [whole = ''] = given.normalize('NFKC').split('.');
				expect(whole.replace(/[^0-9]/g, '').replace(/^0+(?=.)/, '')).toBe(String(sum));
			}),
			{ numRuns: 5_000 },
		);
	});
});
