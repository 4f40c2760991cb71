/** A user's text, short enough to stand in a message. */
export function shorten(text: string, most = 50): string {
	const characters = [...text];
	return characters.length > most ? `${characters.slice(0, most).join('')}…` : text;
}

/** A subject that isn't at the beginning: "order number 'A-17'". */
export function inSentence(subject: string): string {
	return subject.charAt(0).toLowerCase() + subject.slice(1);
}
