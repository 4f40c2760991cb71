import { decode } from 'iconv-lite';
import { Problem } from './problem';

export interface Decoded {
	text: string;
	encoding: 'UTF-8' | 'Shift_JIS';
}

/**
 * Decodes a text file. UTF-8 is strict enough that Shift_JIS text of more than a few characters
 * never passes for it, so what isn't UTF-8 is taken for Shift_JIS, which Excel in Japan saves.
 */
export function decodeText(bytes: Buffer, name: string): Decoded {
	// No CSV has a zero byte; spreadsheets (.xlsx) and UTF-16 have.
	if (bytes.includes(0)) {
		throw new Problem(
			`${name} is not a CSV file in UTF-8 or Shift_JIS`,
			'Open it in your spreadsheet program and save it as "CSV UTF-8".',
		);
	}
	try {
		return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding: 'UTF-8' };
	} catch {
		const text = decode(bytes, 'Shift_JIS');
		if (text.includes('\uFFFD')) {
			throw new Problem(
				`${name} is neither UTF-8 nor Shift_JIS`,
				'Open it in your spreadsheet program and save it as "CSV UTF-8".',
			);
		}
		return { text, encoding: 'Shift_JIS' };
	}
}
