import { main } from './start/main';

void main(process.argv.slice(2)).then((exitCode) => {
	process.exitCode = exitCode;
});
