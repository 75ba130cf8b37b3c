/** A bit that turns over in a sealed folder is found within a week, told, and mended from the archive's copy. */
import { chmodSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { verifyPackage } from '#lib/core/audit/package.ts';
import { createRandom } from '#lib/core/random.ts';
import { SealedFolders } from '#lib/server/archive/bring-sealed.ts';
import { openArchive } from '#lib/server/archive/open-archive.ts';
import { Scrub } from '#lib/server/archive/scrub.ts';
import { UploadQueue } from '#lib/server/archive/upload-queue.ts';
import type { LabDatabase } from '#lib/server/database/open.ts';
import { EventStore } from '#lib/server/events/event-store.ts';
import { readPackage } from '#lib/server/sealed-folder.ts';
import { newDataFolder, sealedSession } from '../fixtures/station-session.ts';
import { recordFault } from './record-fault.ts';
import { sqliteFile, type TestDatabase } from '../database/databases.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const DAY_MS = 86_400_000;
let place: TestDatabase;
let database: LabDatabase;
let station: string;
let session: string;
const archive = newDataFolder();

beforeAll(async () => {
	place = await sqliteFile();
	database = await place.open();
	station = newDataFolder();
	session = await sealedSession(database, station);
});
afterAll(async () => {
	await place.drop();
	for (const one of [station, archive]) rmSync(one, { recursive: true, force: true });
});

/** A scrub over the station's folder; `withArchive` = the archive has a copy. */
function scrubOf(withArchive: boolean) {
	const events = new EventStore(database);
	const lastHash = async ({ id }: { id: string }) => (await events.stateOf(id)).lastHash;
	const store = withArchive ? openArchive(archive) : null;
	const folders = new SealedFolders({
		...{ db: database.db, store, dataFolder: station, stationId: 'station-a', lastHash }
	});
	const found: { fault: string; isRepaired: boolean }[] = [];
	const problems: unknown[] = [];
	const clock = { nowMs: Date.now() };
	const scrub = new Scrub({
		...{ dataFolder: station, lastHash, now: () => clock.nowMs, isBusy: () => false },
		repair: (one) => folders.again(one),
		found: async (_, fault, isRepaired) => {
			found.push({ fault, isRepaired });
		},
		problem: (error) => problems.push(error)
	});
	return { scrub, found, problems, clock };
}

const folder = (): string => join(station, 'archive', session);
const isWhole = async () => verifyPackage(await readPackage(folder())).ok;

/** Turns a bit of a file that was written to be left alone. */
function rot(path: string, chance: ReturnType<typeof createRandom>): void {
	const file = join(folder(), path);
	const mode = statSync(file).mode;
	const bytes = readFileSync(file);
	const at = chance.integer(bytes.length);
	bytes[at] = bytes[at]! ^ (1 << chance.integer(8));
	chmodSync(file, 0o644);
	writeFileSync(file, bytes);
	chmodSync(file, mode);
}

test('without a copy the damage is told once and stays told until it is mended', async () => {
	const { scrub, found, clock } = scrubOf(false);
	expect(await scrub.next()).toBe(true);
	expect(scrub.state).toMatchObject({ folders: 1, damaged: 0, oldestMs: clock.nowMs });
	// once a week is enough
	expect(await scrub.next()).toBe(false);
	clock.nowMs += 6 * DAY_MS;
	expect(await scrub.next()).toBe(false);
	const before = readFileSync(join(folder(), 'manifest.json'));
	rot('manifest.json', createRandom(1));
	clock.nowMs += DAY_MS;
	expect(await scrub.next()).toBe(true);
	expect(scrub.state.damaged).toBe(1);
	clock.nowMs += 3_600_000;
	expect(await scrub.next()).toBe(true);
	expect(found).toEqual([{ fault: expect.any(String) as string, isRepaired: false }]);
	// another process reads what this one noted
	const restarted = scrubOf(false);
	await restarted.scrub.start();
	expect(restarted.scrub.state.damaged).toBe(1);
	await restarted.scrub.stop();
	chmodSync(join(folder(), 'manifest.json'), 0o644);
	writeFileSync(join(folder(), 'manifest.json'), before);
	clock.nowMs += 3_600_000;
	expect(await scrub.next()).toBe(true);
	expect(scrub.state.damaged).toBe(0);
});

test('with a copy in the archive a turned bit is mended, whichever file it is in', async () => {
	const queue = new UploadQueue({
		...{ db: database.db, store: openArchive(archive)!, dataFolder: station },
		...{ stationId: 'station-a', now: Date.now, problem: (error) => console.error(error) }
	});
	await queue.sweep();
	await queue.runDue();
	const { scrub, found, problems, clock } = scrubOf(true);
	const { files } = await readPackage(folder());
	// every fifth file: recordings and protocols are among them
	const some = files
		.map(({ path }) => path)
		.filter((path, at) => at % 5 === 0 || /bdf$/.test(path));
	const paths = ['events.jsonl', 'manifest.json', ...some];
	const chance = createRandom(23);
	clock.nowMs += 30 * DAY_MS;
	for (const path of paths) {
		clock.nowMs += 7 * DAY_MS;
		rot(path, chance);
		expect([path, await isWhole()]).toEqual([path, false]);
		expect(await scrub.next()).toBe(true);
		expect([path, await isWhole()]).toEqual([path, true]);
	}
	expect(problems).toEqual([]);
	expect(found).toHaveLength(paths.length);
	expect(found.every(({ isRepaired }) => isRepaired)).toBe(true);
	expect(scrub.state).toMatchObject({ damaged: 0, repaired: paths.length });
	recordFault({
		...{ id: 'F23', runs: paths.length, unit: 'folders', lostExpected: 0 },
		...{ lostActual: paths.length - scrub.state.repaired, declared: scrub.state.damaged },
		note: 'found by the weekly reading and mended from the copy in the archive; without an archive it is found and told'
	});
	// a file that is gone is mended, too
	rmSync(join(folder(), paths.at(-1)!));
	clock.nowMs += 7 * DAY_MS;
	expect(await scrub.next()).toBe(true);
	expect(await isWhole()).toBe(true);
});
