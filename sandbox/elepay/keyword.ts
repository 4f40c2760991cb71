/** Whether a keyword stands anywhere in one of some texts, in any case. An empty one always does. */
export function search(keyword: string): (...texts: (string | null)[]) => boolean {
	const wanted = keyword.toLowerCase();
	return (...texts) => wanted === '' || texts.some((text) => text?.toLowerCase().includes(wanted));
}
