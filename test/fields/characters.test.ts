import fc from 'fast-check';

import { withoutUnseenEnds } from '../support/documented';
import { refusalOf } from '../support/refusals';
import { codeBody } from './support/create';

const bodyOf = (given: object) => codeBody({ amount: 1, orderNo: 'A-1', ...given });

const refused = (given: object) => refusalOf(() => bodyOf(given));

/** Characters that nobody sees, or takes for an ordinary space. */
const UNSEEN: Array<[name: string, character: string, told: string]> = [
	['NUL', '\u0000', 'an invisible character (U+0000)'],
	['backspace', '\b', 'an invisible character (U+0008)'],
	['escape', '\u001b', 'an invisible character (U+001B)'],
	['delete', '\u007f', 'an invisible character (U+007F)'],
	['a tab', '\t', 'a tab'],
	['a line feed', '\n', 'a line break'],
	['a carriage return', '\r', 'a line break'],
	['next line', '\u0085', 'an invisible character (U+0085)'],
	['a line separator', '\u2028', 'a line break'],
	['a paragraph separator', '\u2029', 'a line break'],
	['a no-break space', '\u00a0', 'an invisible character (U+00A0)'],
	['a narrow no-break space', '\u202f', 'an invisible character (U+202F)'],
	['an en space', '\u2002', 'an invisible character (U+2002)'],
	['a zero width space', '\u200b', 'an invisible character (U+200B)'],
	['a zero width joiner', '\u200d', 'an invisible character (U+200D)'],
	['a right-to-left mark', '\u200f', 'an invisible character (U+200F)'],
	['a right-to-left override', '\u202e', 'an invisible character (U+202E)'],
	['a word joiner', '\u2060', 'an invisible character (U+2060)'],
	['a byte order mark', '\ufeff', 'an invisible character (U+FEFF)'],
	['a soft hyphen', '\u00ad', 'an invisible character (U+00AD)'],
	['a Hangul filler', '\u3164', 'an invisible character (U+3164)'],
	['a blank Braille pattern', '\u2800', 'an invisible character (U+2800)'],
];

const LABELS = {
	orderNo: 'Order Number',
	locationId: 'Location',
	customerId: 'Customer',
	sourceId: 'Source',
};

describe.each(Object.entries(LABELS))('%s', (name, label) => {
	it.each(UNSEEN)('with %s in it is refused by name', (_name, character, told) => {
		const { message, description } = refused({ [name]: `A-${character}17` });
		expect(message).toBe(`${label} has ${told} before the "1"`);
		expect(description).toBe(
			`Type ${label} anew, or take the character out where the value comes from`,
		);
	});

	it.each(UNSEEN)('loses %s at its ends, as it loses spaces', (_name, character) => {
		const around = ` ${character} ${character}`;
		expect(bodyOf({ [name]: `${around}A 17${around}` })[name]).toBe('A 17');
	});

	it.each([
		['the first half', '\ud83d', 'U+D83D'],
		['the second half', '\ude00', 'U+DE00'],
	])('with %s of an emoji is refused, wherever it stands', (_name, half, code) => {
		for (const [value, where] of [
			[`${half}A`, 'before the "A"'],
			[`A${half}B`, 'before the "B"'],
			[`A${half}`, 'at the end'],
			[half, 'at the end'],
		]) {
			expect(refused({ [name]: value }).message).toBe(
				`${label} has half of a character (${code}) ${where}`,
			);
		}
	});

	it.each(['注文 17', '注文\u300017', 'が\u304b\u3099', 'é', '😀', '\ue000', 'A_-/.#', '=1+1'])(
		'may hold what people see: %p',
		(value) => {
			expect(bodyOf({ [name]: value })[name]).toBe(value);
		},
	);
});

describe('texts that nobody compares', () => {
	it.each(['zero width joiner 👨‍👩‍👧', 'no-break\u00a0space', 'two\nlines', 'a\ttab', 'two\r\nlines'])(
		'may hold %p',
		(value) => {
			const body = bodyOf({
				description: value,
				metadata: { memo: value },
				items: [{ name: value, price: 1, count: 1 }],
			});
			expect(body).toMatchObject({
				description: value,
				metadata: { memo: value },
				items: [{ name: value }],
			});
		},
	);

	it.each([
		['\u0000', 'an invisible character (U+0000)'],
		['\u001b', 'an invisible character (U+001B)'],
		['\ud800', 'half of a character (U+D800)'],
	])('must not hold %p', (character, told) => {
		const value = `x${character}y`;
		expect(refused({ description: value }).message).toBe(`Description has ${told} before the "y"`);
		expect(refused({ metadata: { memo: value } }).message).toBe(
			`Metadata "memo" has ${told} before the "y"`,
		);
		expect(refused({ items: [{ name: value, price: 1, count: 1 }] }).message).toBe(
			`Items 1 Name has ${told} before the "y"`,
		);
	});
});

describe('invisible characters around other values', () => {
	it.each(UNSEEN)('such as %s make no difference', (_name, character) => {
		const around = (value: string) => `${character}${value}${character}`;
		const given = {
			amount: around('1200'),
			currency: around('usd'),
			frontUrl: around('https://example.com/'),
			shouldCreateSource: around('TRUE'),
			expiryDuration: around('5'),
		};
		expect(bodyOf(given)).toEqual({
			amount: 1200,
			currency: 'USD',
			frontUrl: 'https://example.com/',
			shouldCreateSource: true,
			expiryDuration: 5,
			orderNo: 'A-1',
		});
	});

	it.each(UNSEEN)('such as %s within a number are refused', (_name, character) => {
		expect(refused({ amount: `1${character}200` }).message).toMatch(
			/^Amount needs to be a whole number, but is /,
		);
	});

	it.each(UNSEEN)('a value of nothing but %s is none', (_name, character) => {
		expect(bodyOf({ description: character, currency: character })).toEqual({
			amount: 1,
			orderNo: 'A-1',
		});
		expect(refused({ orderNo: character }).message).toBe('Order Number is empty');
	});

	it('are taken off, whatever they are, and nothing else is', () => {
		const unseen = fc.constantFrom(...UNSEEN.map(([, character]) => character), ' ', '\u3000');
		const ends = fc.array(unseen, { maxLength: 5 }).map((characters) => characters.join(''));
		const seen = fc.stringMatching(/^[!-~あ-ん]([ -~あ-ん]{0,20}[!-~あ-ん])?$/);
		fc.assert(
			fc.property(ends, seen, ends, (before, value, after) => {
				const orderNo = `${before}${value}${after}`;
				expect(bodyOf({ orderNo }).orderNo).toBe(value);
				expect(withoutUnseenEnds(orderNo)).toBe(value);
			}),
		);
	});
});
