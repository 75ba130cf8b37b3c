/**
 * The features that are measured, one per kind of sensor, and which direction is the stronger response.
 *
 * @module
 */
import type { SensorKind } from '../units.ts';

/** What is measured on a channel: three for details, four where questions are compared. */
export type FeatureId =
	| ('scr-amplitude' | 'heart-rate-change' | 'line-length')
	| ('eda-rise' | 'cardio-rise' | 'line-excursion' | 'pulse-ratio');

/**
 * `details`: a known or unknown detail among others; `comparison`: relevant questions against others, measured in the
 * windows of computerised comparison tests.
 */
export type FeatureSet = 'details' | 'comparison';

/** A feature as data. */
export interface Feature {
	readonly kinds: readonly SensorKind[];
	/** `smaller`: heart deceleration and shorter breathing lines are the response to a recognised item. */
	readonly stronger: 'larger' | 'smaller';
	readonly title: { readonly zh: string; readonly en: string };
	/** Unit of the value; `channel` = that of the channel. */
	readonly unit: 'channel' | 'bpm' | 'z' | 'ratio';
	readonly set: FeatureSet;
}

/**
 * @source details: Meijer et al. 2014; klein Selle et al. 2016, 2017 (directions); comparison: Kircher features as in
 * the published R code of R. Nelson
 */
export const features: Readonly<Record<FeatureId, Feature>> = {
	'scr-amplitude': {
		kinds: ['eda'],
		stronger: 'larger',
		title: { zh: '皮肤电反应幅度', en: 'Skin conductance response amplitude' },
		unit: 'channel',
		set: 'details'
	},
	'heart-rate-change': {
		kinds: ['ppg', 'ecg'],
		stronger: 'smaller',
		title: { zh: '心率变化', en: 'Heart rate change' },
		unit: 'bpm',
		set: 'details'
	},
	'line-length': {
		kinds: ['rsp'],
		stronger: 'smaller',
		title: { zh: '呼吸线长', en: 'Respiration line length' },
		unit: 'z',
		set: 'details'
	},
	'eda-rise': {
		kinds: ['eda'],
		stronger: 'larger',
		title: { zh: '皮肤电上升幅度', en: 'Skin conductance rise' },
		unit: 'channel',
		set: 'comparison'
	},
	'cardio-rise': {
		kinds: ['cardio'],
		stronger: 'larger',
		title: { zh: '脉搏基线上升', en: 'Cardio baseline rise' },
		unit: 'channel',
		set: 'comparison'
	},
	'line-excursion': {
		kinds: ['rsp'],
		stronger: 'smaller',
		title: { zh: '呼吸线长（滑动窗）', en: 'Respiration line excursion' },
		unit: 'z',
		set: 'comparison'
	},
	'pulse-ratio': {
		kinds: ['ppg'],
		stronger: 'larger',
		title: { zh: '脉搏波高之比（前÷后）', en: 'Pulse height, before ÷ after' },
		unit: 'ratio',
		set: 'comparison'
	}
};

/** The feature measured on a kind of sensor; null = the kind is recorded and drawn but not scored. */
export function featureOf(kind: string, set: FeatureSet = 'details'): FeatureId | null {
	const ids = Object.keys(features) as FeatureId[];
	const isMeasured = ({ kinds, set: own }: Feature): boolean =>
		own === set && kinds.some((k) => k === kind);
	return ids.find((id) => isMeasured(features[id])) ?? null;
}

/** Whether a name is that of a feature. */
export function isFeatureId(name: string): name is FeatureId {
	return Object.hasOwn(features, name);
}
