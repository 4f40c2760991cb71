/**
 * Loads every module of a package's dist folder and makes its nodes and credentials, as n8n does.
 * Prints as JSON what that started: sockets, timers, child processes, files written.
 */
const { readdirSync, readFileSync } = require('node:fs');
const fs = require('node:fs');
const path = require('node:path');

const [, , folder] = process.argv;
// n8n has loaded it long before
require('n8n-workflow');

const started = [];
const watch = (object, name, label = name) => {
	const original = object[name];
	object[name] = function (...args) {
		started.push(label);
		return original.apply(this, args);
	};
};
for (const name of ['setTimeout', 'setInterval', 'setImmediate', 'fetch']) watch(globalThis, name);
watch(require('node:net').Socket.prototype, 'connect', 'net.connect');
watch(require('node:net').Server.prototype, 'listen', 'net.listen');
watch(require('node:dns'), 'lookup', 'dns.lookup');
for (const name of ['request', 'get']) {
	watch(require('node:http'), name, `http.${name}`);
	watch(require('node:https'), name, `https.${name}`);
}
for (const name of ['writeFileSync', 'writeFile', 'mkdirSync', 'createWriteStream'])
	watch(fs, name);
for (const name of ['spawn', 'exec', 'fork']) watch(require('node:child_process'), name);
watch(process, 'on', 'process.on');

const before = process.getActiveResourcesInfo();
const globalsBefore = Object.getOwnPropertyNames(globalThis).length;
const { n8n } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
for (const file of readdirSync(path.join(folder, 'dist'), { recursive: true })) {
	if (file.endsWith('.js')) require(path.join(folder, 'dist', file));
}
const made = [...n8n.nodes, ...n8n.credentials].map((file) => {
	const name = path.basename(file).split('.')[0];
	return new (require(path.join(folder, file))[name])();
});
const report = {
	started,
	resources: process.getActiveResourcesInfo().slice(before.length),
	globals: Object.getOwnPropertyNames(globalThis).length - globalsBefore,
	made: made.map((one) => one.description?.name ?? one.name),
};
// Standard output is a resource too, as soon as it is used
process.stdout.write(JSON.stringify(report));
