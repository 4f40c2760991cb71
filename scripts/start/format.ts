const pad = (number: number) => String(number).padStart(2, '0');

/** A time of the node's output as a spreadsheet program reads it, in this computer's time zone. */
export function localTime(iso: string | undefined): string {
	if (iso === undefined) return '';
	const time = new Date(iso);
	const date = [time.getFullYear(), pad(time.getMonth() + 1), pad(time.getDate())].join('-');
	const clock = [time.getHours(), time.getMinutes(), time.getSeconds()].map(pad).join(':');
	return `${date} ${clock}`;
}

/** Text from a file, made safe for one line of a terminal. */
export function plain(text: string, maxLength = 50): string {
	const characters = [...text.replace(/\p{Cc}+/gu, ' ')];
	if (characters.length <= maxLength) return characters.join('');
	return `${characters.slice(0, maxLength - 1).join('')}…`;
}

/** "1 row", "20 rows". */
export function count(number: number, noun: string): string {
	return `${number.toLocaleString('en-US')} ${noun}${number === 1 ? '' : 's'}`;
}
