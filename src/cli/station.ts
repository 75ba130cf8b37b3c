/**
 * Recorder and virtual instrument in one process, for machines without pseudo-terminals. The instrument hangs
 * on a cable inside the process; everything else is as with two processes.
 *
 * @module
 */
import { createInProcessCable, CABLE_PREFIX } from '#instrument/cable/binding.ts';
import { readOptions } from '#instrument/options.ts';
import { runInstrument } from '#instrument/run.ts';
import { besideSystemPorts } from '#recorder/port/beside-system-ports.ts';
import { runRecorder } from '#recorder/run.ts';

const cable = createInProcessCable();
// a recorder that answers means an instrument that is there
const { stop } = await runInstrument(readOptions(process.argv.slice(2), process.env), cable.plug);
process.on('exit', stop);
await runRecorder(besideSystemPorts(cable.binding, CABLE_PREFIX));
