/**
 * Runs the official scanner's rules on a folder, in a process of its own: the scanner is ESM.
 * `node scan.mjs <folder> <patterns as JSON, or "sources">` prints what it says as JSON.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

const [, , folder, wanted] = process.argv;

const scannerPath = createRequire(import.meta.url).resolve(
	'@n8n/scan-community-package/scanner/scanner.mjs',
);
const requireFromScanner = createRequire(scannerPath);
const { analyzePackage, buildScanConfig, SOURCE_FILE_PATTERNS } = await import(
	pathToFileURL(scannerPath).href
);
const { ESLint } = requireFromScanner('eslint');
const glob = requireFromScanner('fast-glob');

const patterns = wanted === 'sources' ? SOURCE_FILE_PATTERNS : JSON.parse(wanted);

// analyzePackage passes over warnings as long as nothing worse is found, so they are looked for here
const files = glob.sync(patterns, {
	cwd: folder,
	absolute: true,
	ignore: ['node_modules/**', '**/package-lock.json'],
});
const eslint = new ESLint({
	cwd: folder,
	allowInlineConfig: false,
	overrideConfigFile: true,
	overrideConfig: await buildScanConfig(),
});
const results = await eslint.lintFiles(files);
const findings = results.flatMap(({ filePath, messages }) =>
	messages.map(({ ruleId, line, message, severity }) => ({
		file: filePath.slice(folder.length + 1),
		line,
		rule: ruleId,
		severity,
		message,
	})),
);
const verdict = await analyzePackage(folder, patterns);
const { version } = JSON.parse(
	readFileSync(requireFromScanner.resolve('eslint/package.json'), 'utf8'),
);

process.stdout.write(
	JSON.stringify({
		passed: verdict.passed,
		details: verdict.details ?? verdict.message,
		findings,
		files: files.map((file) => file.slice(folder.length + 1)),
		eslint: version,
	}),
);
