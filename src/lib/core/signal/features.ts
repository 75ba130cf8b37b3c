/**
 * The features that are measured, one per kind of sensor, and which direction is the stronger response.
 *
 * @module
 */
import type { SensorKind } from '../units.ts';

/** What is measured on a channel. */
export type FeatureId = 'scr-amplitude' | 'heart-rate-change' | 'line-length';

/** A feature as data. */
export interface Feature {
	readonly kinds: readonly SensorKind[];
	/** `smaller`: heart deceleration and shorter breathing lines are the response to a recognised item. */
	readonly stronger: 'larger' | 'smaller';
	readonly title: { readonly zh: string; readonly en: string };
	/** Unit of the value; `channel` = that of the channel. */
	readonly unit: 'channel' | 'bpm' | 'z';
}

/** @source Meijer et al. 2014; klein Selle et al. 2016, 2017 (directions) */
export const features: Readonly<Record<FeatureId, Feature>> = {
	'scr-amplitude': {
		kinds: ['eda'],
		stronger: 'larger',
		title: { zh: '皮肤电反应幅度', en: 'Skin conductance response amplitude' },
		unit: 'channel'
	},
	'heart-rate-change': {
		kinds: ['ppg', 'ecg'],
		stronger: 'smaller',
		title: { zh: '心率变化', en: 'Heart rate change' },
		unit: 'bpm'
	},
	'line-length': {
		kinds: ['rsp'],
		stronger: 'smaller',
		title: { zh: '呼吸线长', en: 'Respiration line length' },
		unit: 'z'
	}
};

/** The feature measured on a kind of sensor; null = the kind is recorded and drawn but not scored. */
export function featureOf(kind: string): FeatureId | null {
	const ids = Object.keys(features) as FeatureId[];
	return ids.find((id) => features[id].kinds.some((k) => k === kind)) ?? null;
}

/** Whether a name is that of a feature. */
export function isFeatureId(name: string): name is FeatureId {
	return Object.hasOwn(features, name);
}
