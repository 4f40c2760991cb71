import { taking, wholeNumber, type Reader } from './values';
import { trimmed } from './characters';

/** The currencies of ISO 4217 that have no decimals. */
const WITHOUT_DECIMALS = new Set(
	'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'.split(' '),
);

/** What elepay takes where no currency is given. */
const DEFAULT_CURRENCY = 'JPY';

/** The wide yen sign, and the backslash that stands for one in Shift_JIS, as Excel in Japan saves it. */
const OTHER_YEN_SIGNS = /[\uffe5\\]/;

/** "1,200", with ".0" or ".00" or without. */
const AMOUNT = /^(\d+|\d{1,3}(?:,\d{3})+)(?:\.0{1,2})?$/;

/**
 * A sum of money in the smallest unit of its currency. In a currency without decimals it is also
 * read as sheets show it, for it can mean nothing else then: full-width digits, commas in groups of
 * three, ".0" at the end, and with yen one leading ¥ or trailing 円. Anything else is refused: in a
 * currency with decimals "1,200" may be one sum or a hundred times as much.
 */
export function money(limits: { min: number }): Reader<number> {
	const read = wholeNumber(limits);
	const readWhole = wholeNumber(limits, (label) => `Use a whole number in ${label}, e.g. 1,200.`);
	const readYen = wholeNumber(limits, (label) => `Use whole yen in ${label}, e.g. 1200 or ¥1,200.`);
	return taking(`${read.takes}`, (value, label, context) => {
		const currency = currencyOf(context?.currency);
		if (!WITHOUT_DECIMALS.has(currency)) return read(value, label);
		const isYen = currency === 'JPY';
		const plain = typeof value === 'string' ? plainAmount(value, isYen) : value;
		return (isYen ? readYen : readWhole)(plain, label);
	});
}

function currencyOf(given: unknown): string {
	const text = typeof given === 'string' ? trimmed(given).toUpperCase() : '';
	return text === '' ? DEFAULT_CURRENCY : text;
}

/** The digits of an amount as a sheet shows it, or the value itself if it isn't one. */
function plainAmount(value: string, isYen: boolean): string {
	const narrow = trimmed(value)
		.replace(/[\uff01-\uff5e]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
		.replace(OTHER_YEN_SIGNS, '¥');
	const [, front, bare, back] = /^(¥?)\s*(.*?)\s*(円?)$/s.exec(narrow) as unknown as string[];
	const signs = `${front}${back}`;
	const match = signs === '' || (isYen && signs.length === 1) ? AMOUNT.exec(bare!) : null;
	return match ? match[1]!.replaceAll(',', '') : value;
}
