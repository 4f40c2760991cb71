import {
	entryOf,
	isList,
	isMap,
	partsOf,
	readerOf,
	type Field,
	type Group,
	type Part,
} from '../../nodes/Elepay/fields/field';
import type { Operation } from '../../nodes/Elepay/run/operation';
import { optionFields } from '../../nodes/Elepay/run/optionFields';
import type { Resource } from '../../nodes/Elepay/resources/resource';

const INTRODUCTION = `# Reference

What the Elepay node can do, by resource and operation. This file is made from the node's own declarations
with \`npm run docs\`; a test fails when it differs from them.

In the tables, **Name** is a field's label in the editor. **Column** is its name in elepay's API, which is the name of
the node's parameter too, and what else **Map Automatically** knows its column by, beside the label. Fields in bold
are needed. A name such as \`metadata.<name>\` stands for as many columns as you like; \`items[].name\` is a part of
each entry of the JSON list in the column \`items\`. Fields marked with * say what the node is to do and are not sent
to elepay.
`;

/** What elepay may have processed is sent again or not, in a reader's words. */
const REPEATED: Record<Operation['repeat'], string> = {
	always: 'Sent again when no answer came: that does no harm.',
	onRequest:
		'Sent again when no answer came only if you choose so under Options > When the Outcome Is Unknown.',
	never:
		'Never sent again when no answer came: the node looks whether it has had its effect, and says so if that does not show.',
};

/**
 * The reference as Markdown: each operation with its call, its fields and their limits, and what Simplify
 * leaves.
 */
export function referenceOf(resources: readonly Resource[]): string {
	const contents = resources.map(({ name }) => `- [${name}](#${anchorOf(name)})`).join('\n');
	return `${[INTRODUCTION, contents, ...resources.map(chapterOf), OPTIONS].join('\n')}\n`;
}

const OPTIONS = `
## Options of all operations

${tableOf(own([optionsOf(optionFields({ repeat: 'onRequest' }))]))}

**When the Outcome Is Unknown** is there where a call is sent again only on request.`;

function anchorOf(name: string): string {
	return name.toLowerCase().replaceAll(' ', '-');
}

function chapterOf({ name, operations }: Resource): string {
	return `\n## ${name}\n\n${operations.map((operation) => sectionOf(name, operation)).join('\n\n')}`;
}

function sectionOf(resource: string, operation: Operation): string {
	const { name, description, request, effect, repeat, mapsColumns } = operation;
	const { settings = [], options = [] } = operation;
	const parts = [
		`### ${resource}: ${name}`,
		sentence(description),
		`\`${request}\`${mapsColumns ? ', with fields below or from the columns of the rows' : ''}.${effect ? ` ${REPEATED[repeat]}` : ''}`,
		tableOf([...operation.fields, ...own([...settings, optionsOf(options)])]),
		simplifyOf(operation),
	];
	return parts.filter(Boolean).join('\n\n');
}

function sentence(text: string): string {
	return text.endsWith('.') ? text : `${text}.`;
}

function own(fields: ReadonlyArray<Field | Group>): Array<Field | Group> {
	return fields.map((field) =>
		'fields' in field
			? { ...field, fields: field.fields.map((member) => ({ ...member, isOwn: true })) }
			: { ...field, isOwn: true },
	);
}

function optionsOf(fields: readonly Field[]): Group {
	return { displayName: 'Options', name: 'additionalFields', placeholder: '', fields: [...fields] };
}

function tableOf(fields: ReadonlyArray<Field | Group>): string {
	const rows = fields.flatMap((field) =>
		'fields' in field
			? field.fields.flatMap((member) => rowsOf(member, `${field.displayName} > `))
			: rowsOf(field),
	);
	if (rows.length === 0) return '';
	return ['| Name | Column | Description | Takes |', '| --- | --- | --- | --- |', ...rows].join(
		'\n',
	);
}

/**
 * @param path what leads to the field in the editor
 * @param column how its column is called
 */
function rowsOf(part: Part, path = '', column = part.name): string[] {
	const label = `${path}${part.displayName}`;
	const inner = innerOf(part).flatMap(([inside, separator]) =>
		rowsOf(inside, `${label} > `, `${column}${separator}${inside.name}`),
	);
	if ('values' in part) return inner;

	const { required, isOwn, description = '', columns = [] } = part;
	const name = isOwn ? `${label} \\*` : label;
	const own = isMap(part) ? [column, `${column}.<name>`] : [column];
	const cells = [
		required ? `**${name}**` : name,
		[...own.map((one) => `\`${one}\``), ...columns].join(', '),
		description,
		readerOf(part).takes ?? '',
	];
	return [`| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`, ...inner];
}

/** The parts of a list's entries or of an object, with what is between their columns' names. */
function innerOf(part: Part): Array<[Part, string]> {
	if ('values' in part || !isList(part)) return partsOf(part).map((inside) => [inside, '.']);
	return isMap(part) ? [] : entryOf(part).values.map((inside) => [inside, '[].']);
}

function simplifyOf({ gives, settings = [] }: Operation): string {
	const field = settings.find(
		(setting): setting is Field => setting.name === 'simplify' && !('fields' in setting),
	);
	if (!field) return '';
	const names = gives.simplified ?? [];
	const left = names.map((name) => `\`${name}\``).join(', ');
	return `**Simplify** (${field.default ? 'on' : 'off'} unless you change it) leaves ${left}.`;
}
