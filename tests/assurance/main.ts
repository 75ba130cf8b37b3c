/** `npm run assurance`: makes the assurance papers anew. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { papers } from './papers.ts';

for (const [name, make] of Object.entries(papers)) {
	writeFileSync(join(import.meta.dirname, name), make());
	console.log(`tests/assurance/${name}`);
}
