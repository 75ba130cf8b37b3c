/**
 * The recorder process. Environment: `JINGWEI_DATA` (default `./data`), `JINGWEI_SPILL` (default none), `JINGWEI_TIME_LAPSE` (default 1).
 *
 * It is started by the web process or the command line and survives them. SIGTERM and SIGINT write everything
 * out and close the chart; whatever else ends it is mended at the next start.
 *
 * @module
 */
import { runRecorder } from './run.ts';

await runRecorder();
