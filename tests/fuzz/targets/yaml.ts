/** Protocol files: a value of its kind or named problems, never anything thrown. The first byte chooses the kind. */
import { protocolKinds, kindOf } from '#lib/core/protocols/kinds.ts';
import { parseProtocol } from '#lib/core/protocols/parse.ts';
import { expected } from '../oracle.ts';

/** Places of protocol files, one of many kinds each. */
export const places = [
	...['rules/rights.yaml', 'rules/wording.yaml', 'rules/fitness.yaml', 'elements.yaml'],
	...['techniques/x.yaml', 'procedure/six-step.yaml', 'devices/x.yaml', 'procedure/report.yaml'],
	...['virtual/subject.yaml', 'scoring/measurement.yaml']
].filter((name) => kindOf(name) !== null);

/** @throws when a promise of the reader is broken */
export function fuzz(bytes: Uint8Array): void {
	const name = places[(bytes[0] ?? 0) % places.length] ?? '';
	const text = new TextDecoder().decode(bytes.subarray(1));
	const parsed = parseProtocol(name, text);
	if (!('problems' in parsed)) {
		// what was read is read again the same
		expected(
			protocolKinds[parsed.kind].schema.safeParse(parsed.value).success,
			'a value of its kind'
		);
		return;
	}
	const lines = text.split('\n').length;
	expected(parsed.problems.length > 0, 'a refused file says why');
	expected(
		parsed.problems.every(({ line, message }) => line >= 1 && line <= lines && message !== ''),
		'every problem has a line of the file'
	);
}
