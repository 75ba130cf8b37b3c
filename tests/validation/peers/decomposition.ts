/** The convex decomposition of skin conductance: whose answer minimises the objective better. */
import { cvxEda } from '#lib/core/signal/eda/cvx-eda.ts';
import { leastObjective } from '../../contracts/signals/cvx-objective.ts';
import { correlation } from '../../contracts/signals/eda.ts';
import { allReferences, stored, type Reference } from '../../contracts/signals/references.ts';

const smallest = (values: Float64Array): number =>
	values.reduce((least, value) => Math.min(least, value), Infinity);

function compared(of: Reference) {
	const rateHz = of.meta.low_rate!.fs;
	const y = stored(of, 'lowrate_eda_clean').values;
	const tonic = stored(of, 'lowrate_eda_tonic_cvx').values;
	const phasic = stored(of, 'lowrate_eda_phasic_cvx').values;
	const atRest = cvxEda(y, rateHz, { isStandardised: false });
	const free = cvxEda(y, rateHz, { isStandardised: false, isFreeStart: true });
	const [ours, theirs] = [cvxEda(y, rateHz).objective, of.meta.cvxeda_orig_obj!];
	return {
		file: of.meta.file,
		/** Objective in standard deviations: ours, and that of the authors' program, which is higher by a share. */
		standardised: { ours, theirs, higherBy: (theirs - ours) / ours },
		/** In the unit of the trace, against NeuroKit2's copy, which leaves the start of the driver free. */
		raw: {
			/** What theirs is at least: the driver after the end of the record is left out. */
			theirs: leastObjective(y, phasic, tonic, rateHz),
			leastPhasicOfTheirs: smallest(phasic),
			free: free.objective,
			atRest: atRest.objective,
			correlation: {
				free: correlation(free.phasic, phasic),
				atRest: correlation(atRest.phasic, phasic)
			}
		}
	};
}

/** Every skin conductance record. */
export function decompositions() {
	return allReferences()
		.filter(({ meta }) => meta.kind === 'eda')
		.map(compared);
}
