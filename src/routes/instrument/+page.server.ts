import type { RequestEvent } from '@sveltejs/kit';
import { z } from 'zod';
import { computeCalibration, decideCalibration } from '#lib/server/grid/calibrations.ts';
import { calibrationBasis } from '#lib/server/grid/calibration-basis.ts';
import {
	readCalibrations,
	statusNow,
	type KeptCalibration
} from '#lib/server/grid/read-calibrations.ts';
import { notFound, readForm } from '#lib/server/http.ts';
import { getLab } from '#lib/server/lab.ts';
import { protocolOf } from '#lib/server/protocols.ts';
import { failWith, orFail } from '../caller.server.ts';
import { reauthenticate } from '../reauthentication.server.ts';
import type { Actions, PageServerLoad } from './$types';

const decision = z.object({
	id: z.string().min(8).max(64),
	reason: z.string().trim().min(1).max(400),
	password: z.string().min(1).max(200),
	code: z.string().max(40).default('')
});

function asker({ locals: { who } }: Pick<RequestEvent, 'locals'>) {
	if (who === null) throw notFound();
	return who;
}

/** What the instrument rests on. Names of coders are for supervisors; nothing of any case is told. */
export const load: PageServerLoad = async (event) => {
	const { user } = asker(event);
	const { database, catalogue, accounts } = getLab();
	const people = await accounts.directory.list();
	const names = new Map(people.map(({ id, name }) => [id, name]));
	const isSupervisor = user.role === 'supervisor';
	const shown = ({ parameters, agreement, acts, ...one }: KeptCalibration) => ({
		...one,
		...{ tables: parameters.tables, faults: parameters.faults },
		madeBy: names.get(one.madeBy) ?? '—',
		acts: acts.map(({ act, atMs, by, reason }) => ({
			act,
			atMs,
			by: names.get(by) ?? '—',
			reason
		})),
		agreement: {
			...agreement,
			coders: agreement.coders.map((coder) => ({
				...coder,
				rater: isSupervisor ? (names.get(coder.rater) ?? coder.rater) : ''
			}))
		}
	});
	const { cells, prior, rules } = calibrationBasis(catalogue);
	return {
		...{ cells, rules, model: prior, isSupervisor },
		hasSecondFactor: asker(event).user.hasSecondFactor,
		frame: protocolOf(catalogue, 'grid-frame'),
		status: await statusNow(database.db),
		calibrations: (await readCalibrations(database.db)).map(shown),
		chosen: event.url.searchParams.get('calibration')
	};
};

const context = () => {
	const { database, interviews, catalogue, cases } = getLab();
	return {
		...{ database, interviews, basis: calibrationBasis(catalogue) },
		...{ now: cases.now, newId: cases.newId }
	};
};

async function decide(event: RequestEvent, act: 'adopted' | 'withdrawn') {
	const who = asker(event);
	const fields = await readForm(event.request, decision);
	if (fields === null) return failWith(event, 'calibration/form');
	const { id, reason, password, code } = fields;
	return orFail(event, async () => {
		await reauthenticate(event, { password, code });
		await decideCalibration(context(), { id, act, reason }, who.user);
		return { done: 'decided' as const };
	});
}

export const actions: Actions = {
	compute: async (event) => {
		const { user } = asker(event);
		return orFail(event, async () => {
			await computeCalibration(context(), user);
			return { done: 'computed' as const };
		});
	},
	adopt: (event) => decide(event, 'adopted'),
	withdraw: (event) => decide(event, 'withdrawn')
};
