/**
 * Words of measurements: features, units and why a value is not scorable.
 *
 * @module
 */
import { features, isFeatureId } from '#lib/core/signal/features.ts';
import { inLocale } from '#lib/core/text.ts';
import type { ProtocolValue } from '#lib/core/protocols/kinds.ts';
import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';
import { unitText } from '../trace/strip.ts';
import { units } from '#lib/core/units.ts';

/** What was measured, e.g. skin conductance response amplitude. */
export function featureText(feature: string): string {
	return isFeatureId(feature) ? inLocale(features[feature].title, getLocale()) : feature;
}

/** The unit of a value of a feature on a channel; empty when it has none. */
export function featureUnit(feature: string, channelUnit: string | undefined): string {
	if (!isFeatureId(feature)) return '';
	const { unit } = features[feature];
	if (unit !== 'channel') return unit;
	const known = units.find((one) => one === channelUnit);
	return known === undefined ? '' : unitText(known);
}

const reasons: Readonly<Record<string, (() => string) | undefined>> = {
	'not-presented': m.analysis_why_not_presented,
	'not-asked': m.analysis_why_not_asked,
	voided: m.analysis_why_voided,
	'next-question': m.analysis_why_next_question,
	'outside-recording': m.analysis_why_outside_recording,
	'beats-unclear': m.analysis_why_beats_unclear,
	'not-measurable': m.analysis_why_not_measurable,
	missing: m.analysis_why_missing,
	gap: m.analysis_why_missing,
	'out-of-range': m.analysis_why_clipped,
	flat: m.analysis_why_flat,
	clipped: m.analysis_why_clipped
};

/** Why a value is not scorable, in words; the program's own name for it when there are none. */
export function exclusionText(exclusion: string, artifacts: ProtocolValue<'artifacts'>): string {
	const code = /^artifact-(.+)$/.exec(exclusion)?.[1];
	const artifact = artifacts.codes.find((one) => one.code === code);
	if (artifact !== undefined)
		return m.analysis_why_artifact({ what: inLocale(artifact.label, getLocale()) });
	return reasons[exclusion]?.() ?? m.analysis_why_quality({ what: exclusion });
}
