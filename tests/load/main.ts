/**
 * `npm run load`: many stations at once and what it costs them. `npm run load -- soak`: a day in virtual time.
 *
 * Options: `--stations 10,30,100`, `--viewers 200`, `--seconds 30`, `--no-report`. Writes `tests/load/RESULTS.md` and,
 * for the table of faults, records of F24, F25 and F26. Exit code 1 when a sample is missing.
 *
 * @module
 */
import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { recordFault } from '../faults/record-fault.ts';
import { runLoad, type LoadResult } from './run-load.ts';
import { keepReport } from './report.ts';
import { runSoak } from './soak.ts';

const { values, positionals } = parseArgs({
	options: {
		stations: { type: 'string', default: '10,30,100' },
		viewers: { type: 'string', default: '200' },
		seconds: { type: 'string', default: '30' },
		hours: { type: 'string', default: '24' },
		'no-report': { type: 'boolean', default: false }
	},
	allowPositionals: true
});

async function load(): Promise<void> {
	const results: LoadResult[] = [];
	for (const count of values.stations.split(',').map(Number)) {
		const before = loadavg()[0] ?? 0;
		const result = await runLoad(count, Number(values.viewers), Number(values.seconds));
		results.push({ ...result, loadBefore: before });
		console.log(JSON.stringify(results.at(-1)));
	}
	if (!values['no-report']) await keepReport('load', results);
	const last = results.at(-1);
	if (!last) return;
	const lost = results.reduce((sum, one) => sum + one.lost, 0);
	const declared = results.reduce((sum, one) => sum + one.declared, 0);
	recordFault({
		...{ id: 'F24', runs: results.length, unit: 'samples', lostExpected: 0 },
		...{ lostActual: lost, declared },
		note: `${last.stations} stations: acknowledged p99 ${last.ackP99Ms} ms, load ${last.loadBefore.toFixed(1)}`
	});
	const away = last.viewers - last.backAgain;
	recordFault({
		...{ id: 'F25', runs: 1, unit: 'viewers not live in 10 s', lostExpected: 0 },
		...{ lostActual: away, declared: 0 },
		note: `all back after ${(last.allBackMs / 1000).toFixed(1)} s, spread ${(last.backSpreadMs / 1000).toFixed(1)} s`
	});
}

async function soak(): Promise<void> {
	const before = loadavg()[0] ?? 0;
	const result = await runSoak(Number(values.hours));
	console.log(JSON.stringify(result));
	if (!values['no-report']) await keepReport('soak', [{ ...result, loadBefore: before }]);
	recordFault({
		...{ id: 'F26', runs: result.charts, unit: 'samples', lostExpected: result.dropped },
		...{ lostActual: result.missing, declared: result.declared },
		note: `${result.hours} virtual hours, memory ${result.slopeMbPerHour.toFixed(2)} MB per hour`
	});
}

await (positionals[0] === 'soak' ? soak() : load());
