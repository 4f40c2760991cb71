import type { TerminalLocation } from '../../elepay/reader/reader';

/** Where the sandbox's merchant has card terminals, as its Square account knows them. */
export const TERMINAL_LOCATIONS: readonly TerminalLocation[] = [
	['tml_0001', '渋谷本店'],
	['tml_0002', '新宿本店'],
	['tml_0003', '梅田本店'],
].map(([id = '', name = '']) => ({
	id,
	name,
	country: 'JP',
	description: `${name}のカード端末`,
	logoUrl: `https://shop.example/${id}.png`,
}));
