/** `npm start`: makes the clone runnable, then runs the server under the project's own Node. */
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { build, install, nodePath, ownEnvironment, root } from './prepare.mjs';

try {
	install();
	build();
} catch (error) {
	console.error(error instanceof Error ? error.message : error);
	process.exit(1);
}

const server = spawn(nodePath(), ['src/serve/main.ts', ...process.argv.slice(2)], {
	cwd: root,
	// file operations at once: hashing of passwords and recordings must not hold up small reads (Node's own: 4)
	env: { UV_THREADPOOL_SIZE: '16', ...ownEnvironment() },
	stdio: 'inherit'
});
// Ctrl-C in a terminal reaches the server by itself: a second signal would look like impatience
process.on('SIGINT', () => process.stdin.isTTY || server.kill('SIGINT'));
process.on('SIGTERM', () => server.kill('SIGTERM'));
// npm passes a signal to its shell only, which dies without telling: then this process has a new parent
const parent = process.ppid;
setInterval(() => process.ppid === parent || server.kill('SIGTERM'), 250).unref();
server.on('error', (error) => {
	console.error(error.message);
	process.exit(1);
});
server.on('exit', (code, signal) => {
	process.exit(code ?? 128 + (signal ? constants.signals[signal] : 0));
});
