import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import ts from 'typescript';

import { PACKAGE_ROOT } from '../support/elepay';

/** What reads oddly or says too little, and what to write instead. */
const ODD: Array<[pattern: RegExp, instead: string]> = [
	[/\bGive\b/, 'Enter'],
	[/\bit is the (text|number)\b/, 'got "…"'],
	[/\b(stands|has to stand|have to stand)\b/, 'is, appears'],
	[/\bholds?\b/, 'contains'],
	[/\b(doesn't|don't) know\b/, "couldn't find"],
	[/\bmisses\b/, 'is missing'],
	[/\bof (its|your|their|our|her|his) own\b/, 'its own'],
	[/\bthe other way (round|around)\b/, 'and vice versa'],
	[/\bset-up\b/, 'setup'],
	[/\ball the same\b/, 'anyway'],
	[/\bby then\b/, 'before that'],
	[/\banswers?\b/i, 'response'],
	[/\bat elepay\b/, 'in elepay'],
	[/\banew\b/, 'again'],
	[/\d %/, 'no space before %'],
	[/(?<!e\.g|i\.e)\. (?!elepay|n8n)[a-z]/, 'a capital letter after a full stop'],
];

function filesIn(folder: string): string[] {
	return readdirSync(folder, { withFileTypes: true, recursive: true })
		.filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
		.map((entry) => join(entry.parentPath, entry.name));
}

/** The texts of several words in a source file, comments and imports aside. */
function textsIn(file: string): string[] {
	const texts: string[] = [];
	const visit = (part: ts.Node): void => {
		if (ts.isImportDeclaration(part) || ts.isTypeNode(part)) return;
		if (ts.isStringLiteralLike(part)) texts.push(part.text);
		if (ts.isTemplateExpression(part)) {
			texts.push(
				[part.head, ...part.templateSpans.map((span) => span.literal)]
					.map(({ text }) => text)
					.join('X'),
			);
		}
		ts.forEachChild(part, visit);
	};
	visit(ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true));
	return texts.filter((text) => /\S\s\S/.test(text));
}

const texts = ['nodes', 'credentials']
	.flatMap((folder) => filesIn(join(PACKAGE_ROOT, folder)))
	.flatMap((file) => textsIn(file).map((text) => ({ file: relative(PACKAGE_ROOT, file), text })));

it('the texts of nodes and credentials are found', () => {
	expect(texts.length).toBeGreaterThan(400);
	expect(texts.map(({ text }) => text)).toContain(
		'How many rows to send at the same time, from 1 to 200. Slows down automatically when elepay asks.',
	);
});

it.each(ODD)('no text has %s', (pattern) => {
	expect(texts.filter(({ text }) => pattern.test(text))).toEqual([]);
});

it.each([
	'Give the ID in Code ID',
	'it is the text "x"',
	'What elepay says of it stands below',
	'The credential holds a key',
	"elepay doesn't know code 'x'",
	'elepay misses Amount',
	'Give each order a number of its own',
	'and the other way round',
	"its set-up isn't complete",
	'may have been processed all the same',
	'3 codes had been created by then',
	'No answer came',
	'exists at elepay',
	'Low (7 %)',
	'e.g. 1200. three items',
])('the patterns find "%s"', (text) => {
	expect(ODD.some(([pattern]) => pattern.test(text))).toBe(true);
});
