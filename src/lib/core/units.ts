/**
 * Stored numbers use one unit per quantity; this list is closed.
 *
 * @module
 */

/** What a channel measures. `other` is recorded and drawn but never scored. */
export const sensorKinds = ['eda', 'ecg', 'ppg', 'rsp', 'cardio', 'movement', 'other'] as const;
/** One of `sensorKinds`. */
export type SensorKind = (typeof sensorKinds)[number];

/** Units a calibrated channel may be shown in; `counts` = uncalibrated. ASCII as EDF wants it. */
export const units = ['uS', 'mV', 'uV', 'V', '%', 'bpm', 'g', 'mmHg', 'counts'] as const;
/** One of `units`. */
export type Unit = (typeof units)[number];
