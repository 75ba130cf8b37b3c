/**
 * `jingwei protocols [DIR]`: checks a folder of protocols.
 *
 * @module
 */
import { protocolsFolder, readProtocols } from '#lib/server/protocols.ts';

/**
 * Writes `{ok, files: [{name, kind, sha256}], problems: [{file, line, path, message}]}` to standard output.
 *
 * @param args the folder; without it the one the server would use
 * @returns exit code: 0 all right, 1 problems
 */
export async function protocols(args: readonly string[]): Promise<number> {
	const { files, problems } = readProtocols(args[0] ?? protocolsFolder());
	const listed = files.map(({ name, kind, sha256 }) => ({ name, kind, sha256 }));
	const ok = problems.length === 0;
	console.log(JSON.stringify({ ok, files: listed, problems }));
	return ok ? 0 : 1;
}
