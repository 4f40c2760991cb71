import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { PACKAGE_ROOT } from '../support/elepay';

/** A heading and what is under it, up to the next one. */
interface Section {
	/** What links lead to: GitHub's name of the heading, or the anchor above it. */
	id: string;
	level: number;
	/** One line each: README's paragraphs and entries of lists aren't wrapped. */
	prose: string[];
	/** Blocks of code, which hold the commands. */
	code: string[];
	/** Tables: their rows, the headline first. */
	tables: string[][][];
}

const slug = (heading: string) =>
	heading
		.toLowerCase()
		.replace(/[^\p{L}\p{N} _-]/gu, '')
		.replaceAll(' ', '-');

function sectionsOf(file: string): Section[] {
	const sections: Section[] = [];
	const [first, ...fenced] = readFileSync(join(PACKAGE_ROOT, file), 'utf8').split(/^```/m);
	let anchor: string | undefined;
	let inTable = false;

	const read = (line: string) => {
		const section = sections.at(-1);
		const wasInTable = inTable;
		inTable = line.startsWith('|');
		const heading = /^(#+) (.+)$/.exec(line);
		if (heading) {
			const id = anchor ?? slug(heading[2]!);
			sections.push({ id, level: heading[1]!.length, prose: [], code: [], tables: [] });
			anchor = undefined;
		} else if (inTable) {
			const cells = line.split('|').slice(1, -1);
			if (!wasInTable) section?.tables.push([]);
			if (!/^[ :-]+$/.test(cells.join(''))) {
				section?.tables.at(-1)?.push(cells.map((cell) => cell.trim()));
			}
		} else if (/^<a id="/.test(line)) {
			anchor = /"(.+?)"/.exec(line)?.[1];
		} else if (line.trim() !== '') {
			section?.prose.push(line);
		}
	};

	first!.split('\n').forEach(read);
	fenced.forEach((part, index) => {
		if (index % 2 === 0) sections.at(-1)?.code.push(part);
		else part.split('\n').forEach(read);
	});
	return sections;
}

const all = (pattern: RegExp, text: string) =>
	[...text.matchAll(pattern)].map((match) => match[1] ?? match[0]);

const PICTURE = /!\[[^\]]*\]\([^)]+\)|<img [^>]+>/g;
const CODE = /`[^`]+`/g;
const LINK = /\]\(([^)]+)\)|https?:\/\/[\w.:/-]*\w/g;
const EMPHASIS = /\*\*(.+?)\*\*/g;

const pictures = (text: string) =>
	all(PICTURE, text).map((picture) => all(/\(([^)]+)\)|(?:src|width)="[^"]+"/g, picture));
const codes = (text: string) => all(CODE, text).sort();
const links = (text: string) =>
	all(LINK, text.replace(PICTURE, ''))
		.filter((target) => !/^README/.test(target))
		.sort();
const emphases = (text: string) => all(EMPHASIS, text);
const numbers = (text: string) =>
	all(/\d+(?:[.,]\d+)*/g, text.replace(PICTURE, '').replace(CODE, '').replace(LINK, ''));

/** Paragraph, entry of a list or picture, and how far it is indented. */
const kind = (line: string) => /^\s*(?:\d+\. |- |!|<img )?/.exec(line)![0];

const isJapanese = (text: string) =>
	/[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u.test(text);

/** What is left of `all` without `some`, counting. */
function without(all: string[], some: string[]): string[] {
	const left = [...all];
	for (const one of some) {
		const index = left.indexOf(one);
		if (index >= 0) left.splice(index, 1);
	}
	return left;
}

const english = sectionsOf('README.md');
const japanese = sectionsOf('README.ja.md');
const pairs = english.map((section) => ({
	id: section.id,
	en: section,
	ja: japanese.find(({ id }) => id === section.id) ?? {
		...section,
		prose: [],
		code: [],
		tables: [],
	},
}));
const rowPairs = pairs.flatMap(({ id, en, ja }) =>
	en.tables.flatMap((table, tableIndex) =>
		table.slice(1).map((row, index) => ({
			where: `${id}: ${row[0]!.slice(0, 60)}`,
			id,
			en: row,
			ja: ja.tables[tableIndex]?.[index + 1] ?? [],
		})),
	),
);

describe('README.ja.md', () => {
	it('and README.md lead to each other', () => {
		expect(english[0]!.prose[0]).toBe('[日本語](README.ja.md)');
		expect(japanese[0]!.prose[0]).toBe('[English](README.md)');
	});

	it('has the headings of README.md, with their levels and anchors, in their order', () => {
		const headings = (sections: Section[]) => sections.map(({ id, level }) => `${level} ${id}`);
		expect(english.length).toBeGreaterThan(15);
		expect(headings(japanese)).toEqual(headings(english));
	});

	it.each(['README.md', 'README.ja.md'])('%s leads to headings that exist', (file) => {
		const sections = sectionsOf(file);
		const targets = sections
			.flatMap(({ prose, tables }) => links([...prose, ...tables.flat(2)].join('\n')))
			.filter((target) => target.startsWith('#'));
		expect(targets).not.toEqual([]);
		expect(sections.map(({ id }) => `#${id}`)).toEqual(expect.arrayContaining(targets));
	});

	describe.each(pairs)('in "$id"', ({ en, ja }) => {
		const [enText, jaText] = [en.prose.join('\n'), ja.prose.join('\n')];

		it('has the paragraphs, lists and pictures of README.md', () => {
			expect(ja.prose.map(kind)).toEqual(en.prose.map(kind));
			expect(pictures(jaText)).toEqual(pictures(enText));
		});

		it('has its commands, names, links and numbers', () => {
			expect(ja.code).toEqual(en.code);
			expect(codes(jaText)).toEqual(codes(enText));
			expect(links(jaText)).toEqual(links(enText));
			expect(without(numbers(enText), numbers(jaText))).toEqual([]);
		});

		it('has what is on the screen as it is there', () => {
			const names = emphases(jaText).filter((text) => !isJapanese(text));
			expect(without(names, emphases(enText))).toEqual([]);
			// What isn't a name is translated, but is there too
			expect(emphases(jaText)).toHaveLength(emphases(enText).length);
		});

		it('has its tables, with as many rows and columns', () => {
			const sizes = ({ tables }: Section) => tables.map((table) => table.map((row) => row.length));
			expect(sizes(ja)).toEqual(sizes(en));
		});

		it('is in Japanese', () => {
			const sentences = [
				...ja.prose.slice(ja.level === 1 ? 1 : 0),
				...ja.tables.flat().map(String),
			];
			expect(sentences.filter((text) => !/^\s*<img/.test(text) && !isJapanese(text))).toEqual([]);
		});
	});

	it.each(rowPairs)('has the row "$where"', ({ en, ja }) => {
		const [enText, jaText] = [en.join('\n'), ja.join('\n')];
		// A phrase is translated; anything else is a name or a message
		const isPhrase = /^(?!elepay)[a-z]/.test(en[0]!);
		for (const name of isPhrase ? [] : en[0]!.split(', ')) expect(ja[0]).toContain(name);
		expect(codes(jaText)).toEqual(codes(enText));
		expect(links(jaText)).toEqual(links(enText));
		expect(without(numbers(enText), numbers(jaText))).toEqual([]);
	});

	it.each(rowPairs.filter(({ id }) => id === 'messages'))(
		'tells in Japanese what "$where" means and what to do',
		({ en, ja }) => {
			expect(all(/[MUS]\d+/g, ja[1]!)).toEqual(all(/[MUS]\d+/g, en[1]!));
			expect(isJapanese(ja[0]!)).toBe(true);
			expect(isJapanese(ja[2]!)).toBe(true);
		},
	);

	it.each(rowPairs.filter(({ id }) => id === 'the-rest-of-elepay'))(
		'names each operation of "$where"',
		({ en, ja }) => {
			for (const name of all(/[A-Z]\w+(?: [A-Z]\w+)*/g, en[1]!)) expect(ja[1]).toContain(name);
		},
	);
});
