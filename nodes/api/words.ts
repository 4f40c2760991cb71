/** A user's text, short enough to stand in a message. */
export function shorten(text: string, most = 50): string {
	const characters = [...text];
	return characters.length > most ? `${characters.slice(0, most).join('')}…` : text;
}

/** A list that somebody has typed: an entry may hold several, with commas or spaces between them. */
export function typedList(value: unknown): string[] {
	return [value]
		.flat()
		.flatMap((entry) => String(entry).split(/[\s,、，]+/))
		.filter((entry) => entry !== '');
}

/** A subject that isn't at the beginning: "order number 'A-17'". */
export function inSentence(subject: string): string {
	return subject.charAt(0).toLowerCase() + subject.slice(1);
}
