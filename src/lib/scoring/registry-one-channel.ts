/**
 * A method of one channel as a method over tables with a single channel.
 *
 * @module
 */
import { LabError } from '#lib/core/errors.ts';
import { exclusionReason, usable } from '#lib/core/score-table/cell.ts';
import type { ScoringMethod, TableMethod } from './types.ts';

/** Wraps a method; the table must have one channel, because p of several channels are never combined. */
export function oneChannel(method: ScoringMethod): TableMethod<'details'> {
	return {
		id: method.id,
		form: 'details',
		title: method.title,
		sources: method.sources,
		critique: [],
		score({ channels }, options) {
			const [only, ...others] = channels;
			if (only === undefined || others.length > 0)
				throw new LabError('scoring/one-channel', `expected one channel, got ${channels.length}`);
			const { channel, stronger } = only;
			const questions = only.questions.map(({ questionId, values, keyIndex }) => ({
				questionId,
				keyIndex,
				values: values.map(usable)
			}));
			const { perQuestion, ...result } = method.score({ channel, stronger, questions }, options);
			const marked = only.questions.flatMap(({ questionId, chart, values }) =>
				values.flatMap((cell, i) => {
					const reason = exclusionReason(cell);
					const where = `${channel} chart ${chart} ${questionId} item ${i + 1}`;
					return reason === null ? [] : [{ where, reason }];
				})
			);
			return {
				...result,
				outcome: 'none',
				perChannel: [{ channel, contribution: result.statistic }],
				excluded: [
					...marked,
					...result.excluded
						.filter(({ reason }) => reason !== 'item-not-scorable')
						.map(({ questionId, reason }) => ({ where: `${channel} ${questionId}`, reason }))
				],
				details: {
					perQuestion: only.questions.map(({ questionId, chart }, i) => ({
						questionId,
						chart,
						value: perQuestion[i] ?? null
					}))
				}
			};
		}
	};
}
