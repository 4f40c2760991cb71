/**
 * Characters that nobody sees, or takes for an ordinary space: controls, format characters such as
 * the zero width space, every space but the plain and the ideographic one, and letters without ink.
 */
const UNSEEN = String.raw`\p{Cc}\p{Cf}\p{Zl}\p{Zp}\u00a0\u1680\u2000-\u200a\u202f\u205f\u115f\u1160\u3164\uffa0\u2800`;

const FIRST_UNSEEN = new RegExp(`[${UNSEEN}\\p{Cs}]`, 'u');

/** A character that a value can begin or end with. */
const SEEN = new RegExp(`[^\\s${UNSEEN}]`, 'u');

/** What no text may hold: NUL and other controls but line breaks and tabs, and halves of a surrogate pair. */
const UNFIT = /[\p{Cs}\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/u;

/** What most values have nothing but, which spares them the search. */
const ORDINARY = /^[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?$/;

/** How Excel writes a text that it mustn't take for a number into a CSV file: ="007". */
const EXCEL_TEXT = /^="([^"]*)"$/;

/**
 * A text without white space and unseen characters at its ends, and without what Excel puts around
 * it.
 */
export function trimmed(text: string): string {
	if (text.startsWith('="')) {
		const inner = EXCEL_TEXT.exec(text)?.[1];
		if (inner !== undefined) return trimmed(inner);
	}
	if (ORDINARY.test(text)) return text;
	const start = text.search(SEEN);
	if (start < 0) return '';
	let end = text.length;
	while (!SEEN.test(text.charAt(end - 1))) end--;
	return text.slice(start, end);
}

/**
 * The first character of a text that must not be in it, in words: "a line break before the 7".
 *
 * @param singleLine whether unseen characters and line breaks are unfit too, as in a number that
 * people compare
 * @returns undefined if there is none
 */
export function unfitCharacter(text: string, singleLine: boolean): string | undefined {
	if (ORDINARY.test(text)) return undefined;
	const found = (singleLine ? FIRST_UNSEEN : UNFIT).exec(text);
	if (!found) return undefined;
	const [character] = found;
	const after = [...text.slice(found.index + character.length)][0];
	return `${nameOf(character)}${after === undefined ? ' at the end' : ` before the "${after}"`}`;
}

function nameOf(character: string): string {
	const code = `U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`;
	if (/[\n\r\u2028\u2029]/.test(character)) return 'a line break';
	if (character === '\t') return 'a tab';
	if (/\p{Cs}/u.test(character)) return `half of a character (${code})`;
	return `an invisible character (${code})`;
}
