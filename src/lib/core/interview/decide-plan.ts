/**
 * Whether something may be planned, or said as it was planned. Whatever may hurt the truth of what a person says later is
 * refused before it is said: nothing unverified, nothing reserved, no step before its turn.
 *
 * @module
 */
import { mayBeDisclosed } from '../board/fact.ts';
import { no, type DecisionContext, type InterviewDecision } from './decision.ts';
import {
	disclosureObstacles,
	ladderOf,
	toldSteps,
	type DisclosureContext
} from './disclosure-obstacles.ts';
import { gateObstacles } from './gate.ts';
import { heldFactIn } from './held-words.ts';
import type { InterviewState } from './interview-state.ts';
import { opennesses, topicStatuses } from './plan-payloads.ts';
import type { PlanData, PlanState, PlanStep } from './plan.ts';

/** What a plan's event is held against beside the interview. */
export type PlanContext = DecisionContext & DisclosureContext;

const yes: InterviewDecision = { ok: true };

/**
 * Whether an event of the plan may be written after those in the state.
 *
 * @param step with the wall clock of its maker
 */
export function decidePlan(
	state: InterviewState,
	step: PlanStep & { readonly at: string },
	context: PlanContext
): InterviewDecision {
	const { plan } = state;
	const nowMs = context.nowMs ?? Date.parse(step.at);
	switch (step.type) {
		case 'plan-drafted':
			return yes;
		case 'topic-planned':
			return topicPlanned(plan, step.data, context);
		case 'topics-ordered':
			return topicsOrdered(plan, step.data);
		case 'topic-dropped':
			return topicDropped(plan, step.data);
		case 'topic-moved':
			return topicMoved(state, step.data);
		case 'ladder-drafted':
			return ladderDrafted(plan, step.data, context);
		case 'ladder-checked':
			return ladderChecked(plan, step.data, context);
		case 'evidence-disclosed':
			return evidenceDisclosed(state, step.data, context, nowMs);
		default:
			return afterDisclosure(plan, step);
	}
}

function topicPlanned(
	plan: PlanState,
	{ topic, facts, agenda, title, learn, questions }: PlanData<'topic-planned'>,
	{ board }: PlanContext
): InterviewDecision {
	const known = new Set(board.facts.map(({ id }) => id));
	const strange = facts.find((fact) => !known.has(fact));
	if (strange !== undefined)
		return no('interview/plan-fact', `expected facts of the case board, got ${strange}`);
	const held = heldFactIn([title, learn, ...questions], board.facts);
	if (held !== null) return no('interview/plan-held', `expected wording without ${held}`);
	const before = plan.topics.find((one) => one.topic === topic);
	if (before !== undefined && before.agenda !== agenda)
		return no('interview/plan-topic', `expected the ${before.agenda}'s topic to stay theirs`);
	const orphan = plan.ladders.find((one) => one.topic === topic && !facts.includes(one.fact));
	if (orphan !== undefined)
		return no('interview/plan-fact', `expected ${orphan.fact} to stay: its steps are planned here`);
	return yes;
}

function topicsOrdered(
	{ topics }: PlanState,
	{ agenda, topics: order }: PlanData<'topics-ordered'>
): InterviewDecision {
	const own = topics.flatMap((one) => (one.agenda === agenda ? [one.topic] : []));
	const isWhole = order.length === own.length && own.every((topic) => order.includes(topic));
	return isWhole
		? yes
		: no('interview/plan-topic', `expected each of the ${own.length} topics of the ${agenda} once`);
}

function topicDropped(plan: PlanState, { topic }: PlanData<'topic-dropped'>): InterviewDecision {
	const found = plan.topics.find((one) => one.topic === topic);
	if (found === undefined) return no('interview/plan-topic', `expected a topic, got ${topic}`);
	const facts = new Set(plan.ladders.flatMap((one) => (one.topic === topic ? [one.fact] : [])));
	const isBegun =
		found.status !== 'not-begun' || plan.disclosures.some(({ fact }) => facts.has(fact));
	return isBegun
		? no('interview/plan-begun', 'expected a topic nobody has begun; a begun one is closed')
		: yes;
}

/** Forward one step after the other, back to any, closed from any. */
function topicMoved(
	state: InterviewState,
	{ topic, status }: PlanData<'topic-moved'>
): InterviewDecision {
	const found = state.plan.topics.find((one) => one.topic === topic);
	if (found === undefined) return no('interview/plan-topic', `expected a topic, got ${topic}`);
	const missing = gateObstacles(state).filter((one) => one !== 'baseline');
	if (missing.length > 0)
		return no('interview/gate', 'expected rights and fitness before any topic', missing);
	const by = topicStatuses.indexOf(status) - topicStatuses.indexOf(found.status);
	return by === 0 || (by > 1 && status !== 'closed')
		? no('interview/plan-status', `expected the next status after ${found.status}, got ${status}`)
		: yes;
}

function ladderDrafted(
	plan: PlanState,
	ladder: PlanData<'ladder-drafted'>,
	{ board }: PlanContext
): InterviewDecision {
	const fact = board.facts.find(({ id }) => id === ladder.fact);
	if (fact === undefined)
		return no('interview/plan-fact', `expected a fact of the case board, got ${ladder.fact}`);
	if (!mayBeDisclosed(fact))
		return no('interview/plan-reserved', `expected a fact without another use, got ${fact.use}`);
	const held = heldFactIn(spokenIn(ladder), board.facts);
	if (held !== null) return no('interview/plan-held', `expected wording without ${held}`);
	const topic = plan.topics.find((one) => one.topic === ladder.topic);
	if (topic?.facts.includes(ladder.fact) !== true)
		return no('interview/plan-topic', `expected a topic with this fact, got ${ladder.topic}`);
	const isRising = ladder.steps.every((step, index) => {
		const before = ladder.steps[index - 1];
		if (before === undefined) return true;
		const [source, precision] = [step.source - before.source, step.precision - before.precision];
		return source >= 0 && precision >= 0 && source + precision > 0;
	});
	if (!isRising)
		return no('interview/plan-framing', 'expected steps from weak and vague to strong and exact');
	const funnel = ladder.questions.map(({ openness }) => opennesses.indexOf(openness));
	if (funnel.some((place, index) => place < (funnel[index - 1] ?? 0)))
		return no('interview/plan-funnel', 'expected questions from open to closed');
	const told = toldSteps(plan, ladder.fact);
	const isKept = told.every((one, index) => {
		const { wording, source, precision } = ladder.steps[index] ?? {};
		return (
			one.wording === wording &&
			one.framing.source === source &&
			one.framing.precision === precision
		);
	});
	return isKept
		? yes
		: no('interview/plan-told', `expected the ${told.length} steps that were said to stay as said`);
}

/** Everything of a ladder that is said aloud. */
function spokenIn({ questions, introduce, respond, steps }: PlanData<'ladder-drafted'>): string[] {
	return [...[...questions, ...steps].map(({ wording }) => wording), introduce, respond];
}

function ladderChecked(
	plan: PlanState,
	{ fact, draft }: PlanData<'ladder-checked'>,
	{ board, actorId }: PlanContext
): InterviewDecision {
	const ladder = ladderOf(plan, fact);
	if (ladder?.seq !== draft || ladder.checkedBy !== null)
		return no('interview/plan-draft', 'expected the latest draft, not checked yet');
	if (actorId === '' || ladder.by === actorId)
		return no('interview/plan-second-person', 'expected somebody else than the drafter');
	const isVerified = board.facts.some(({ id, verified }) => id === fact && verified !== null);
	if (!isVerified)
		return no('interview/disclose-unverified', `expected a verified fact, got ${fact}`);
	return yes;
}

function evidenceDisclosed(
	state: InterviewState,
	{ fact, step, wording }: PlanData<'evidence-disclosed'>,
	context: PlanContext,
	atMs: number
): InterviewDecision {
	const obstacles = disclosureObstacles(state, fact, context, atMs);
	const [first] = obstacles;
	if (first !== undefined)
		return no(
			`interview/disclose-${first}`,
			`expected nothing against it, got ${obstacles.join(', ')}`,
			obstacles
		);
	const next = toldSteps(state.plan, fact).length + 1;
	if (step !== next) return no('interview/disclose-order', `expected step ${next}, got ${step}`);
	if (ladderOf(state.plan, fact)?.steps[step - 1]?.wording !== wording)
		return no('interview/disclose-wording', 'expected the wording as it was checked');
	return yes;
}

function afterDisclosure(
	{ disclosures }: PlanState,
	{ type, data }: Extract<PlanStep, { readonly type: `disclosure-${string}` }>
): InterviewDecision {
	const found = disclosures.find(({ seq }) => seq === data.disclosure);
	if (found === undefined)
		return no('interview/disclosure-unknown', `expected something said, got ${data.disclosure}`);
	if (type === 'disclosure-answered' && found.answer !== null)
		return no('interview/disclosure-answered', 'expected one answer for each step');
	return yes;
}
