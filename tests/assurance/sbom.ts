/**
 * The list of all packages in the form of CycloneDX 1.5, made of the lock file alone, without times: the same lock file is
 * the same list. npm's own `npm sbom` refuses this lock file, because a package far below names an older peer.
 *
 * @module
 * @source CycloneDX 1.5, JSON; package URL specification, type npm
 */
import { lockedPackages, readProject, type LockedPackage } from './packages.ts';

/** The list as JSON text. */
export function sbom(): string {
	const project = readProject('package.json') as { name: string; version: string };
	const list = {
		bomFormat: 'CycloneDX',
		specVersion: '1.5',
		version: 1,
		metadata: {
			component: { type: 'application', name: project.name, version: project.version }
		},
		components: lockedPackages().map(component)
	};
	return `${JSON.stringify(list, null, '\t')}\n`;
}

function component({ name, version, licence, integrity, isTool }: LockedPackage) {
	const [scope, bare] = name.startsWith('@') ? name.split('/') : [undefined, name];
	const place = scope === undefined ? name : `${scope.replace('@', '%40')}/${bare}`;
	return {
		type: 'library',
		...(scope === undefined ? {} : { group: scope }),
		name: bare,
		version,
		scope: isTool ? 'excluded' : 'required',
		purl: `pkg:npm/${place}@${version}`,
		...(licence === null ? {} : { licenses: [{ expression: licence }] }),
		hashes: integrity.split(' ').flatMap((value) => {
			const [algorithm = '', content = ''] = value.split('-');
			if (content === '') return [];
			const hex = Buffer.from(content, 'base64').toString('hex');
			return [{ alg: algorithm.replace('sha', 'SHA-'), content: hex }];
		})
	};
}
