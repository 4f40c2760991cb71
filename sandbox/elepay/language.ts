export const LANGUAGES = ['ja', 'en', 'zh-CN', 'zh-TW'] as const;

export type Language = (typeof LANGUAGES)[number];

const TRADITIONAL_CHINESE = /^zh-(hant|tw|hk|mo)/;

function languageOf(tag: string): Language | undefined {
	const name = tag.toLowerCase();
	if (/^ja(-|$)/.test(name)) return 'ja';
	if (/^en(-|$)/.test(name)) return 'en';
	if (TRADITIONAL_CHINESE.test(name)) return 'zh-TW';
	if (/^zh(-|$)/.test(name)) return 'zh-CN';
	return undefined;
}

/** The language of messages that an Accept-Language header asks for: Japanese unless it says so. */
export function pickLanguage(acceptLanguage: string | undefined): Language {
	let best: Language = 'ja';
	let bestWeight = 0;
	for (const range of (acceptLanguage ?? '').split(',')) {
		const [tag = '', ...parameters] = range.split(';').map((part) => part.trim());
		const language = languageOf(tag);
		const q = parameters.find((parameter) => parameter.startsWith('q='));
		const weight = q === undefined ? 1 : Number(q.slice(2));
		if (language && weight > bestWeight) {
			best = language;
			bestWeight = weight;
		}
	}
	return best;
}
