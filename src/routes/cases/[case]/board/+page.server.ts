import { alarmOf, gateObstacles } from '#lib/core/interview/gate.ts';
import { gridPosition } from '#lib/core/interview/grid-position.ts';
import { visibleInterviewEvents } from '#lib/core/interview/coding-visibility.ts';
import { interviewOf } from '#lib/core/interview/interview-state.ts';
import { reviewTimeMs } from '#lib/core/interview/review-time.ts';
import { seeBoard } from '#lib/server/board/boards.ts';
import { membersOf } from '#lib/server/cases/cases.ts';
import type { InterviewStore } from '#lib/server/interviews/interview-store.ts';
import { listInterviews, type InterviewShell } from '#lib/server/interviews/interviews.ts';
import { getLab } from '#lib/server/lab.ts';
import { protocolOf } from '#lib/server/protocols.ts';
import { askerOf } from '../../../interview.server.ts';
import type { PageServerLoad } from './$types';

/** The board of a case, with the interviews whoever asks may know of. */
export const load: PageServerLoad = async (event) => {
	const user = askerOf(event);
	const { cases, interviews: store, accounts } = getLab();
	const { case: shell, view } = await seeBoard(cases, user, event.params.case);
	const listed = await listInterviews(cases, user, shell.id);
	const read = await Promise.all(listed.map((one) => readInterview(store, one, user.id)));
	const rows = read.map(({ row }) => row).sort((a, b) => b.createdMs - a.createdMs);
	const people = await accounts.directory.list();
	const members = await membersOf(cases, shell.id);
	const nameOf = (id: string): string => people.find((one) => one.id === id)?.name ?? id;
	const settings = protocolOf(cases.catalogue, 'board-settings');
	const weights = settings.orderWeights;
	return {
		case: { id: shell.id, number: shell.number, title: shell.title },
		view,
		// the latest of each subject
		interviews: rows.filter(
			({ subject }, index) => rows.findIndex((one) => one.subject === subject) === index
		),
		statements: read.flatMap(({ statements }) => statements),
		members: members.flatMap(({ userId, role }) =>
			role === 'interviewer' ? [{ id: userId, name: nameOf(userId) }] : []
		),
		names: Object.fromEntries(members.map(({ userId }) => [userId, nameOf(userId)])),
		me: { id: user.id, role: shell.role },
		clarification: settings.clarification,
		alikeFrom: settings.similarity.from.value,
		orderWeights: {
			information: weights.information.value,
			independence: weights.independence.value,
			ready: weights.ready.value,
			decay: weights.decay.value
		}
	};
};

/** An interview as its row shows it, and the statements in it that can be coded. */
async function readInterview(
	store: InterviewStore,
	{ id, subjectCode, createdMs }: InterviewShell,
	who: string
) {
	const { frame, cells, model } = await store.gridOf(id);
	const all = await store.eventsAfter(id, 0);
	// a rater who has not handed in yet sees nobody else's forms here either
	const state = interviewOf(visibleInterviewEvents(all, who), id);
	const position = gridPosition(state, cells, model, reviewTimeMs(state, Date.now()));
	const row = {
		...{ subject: subjectCode, interviewId: id, frame, position, createdMs },
		role: state.opened?.roleHypothesis.role ?? ('unknown' as const),
		basis: state.opened?.roleHypothesis.basis ?? '',
		missing: gateObstacles(state),
		alarm: alarmOf(state, frame).level
	};
	const statements = state.statements.map(({ seq, at, topic, said }) => ({
		...{ interviewId: id, subject: subjectCode, seq, at, topic, said }
	}));
	return { row, statements };
}
