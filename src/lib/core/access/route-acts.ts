/**
 * What every route does with which object: the matrix is asked about routes through this table. A test reads the routes
 * from their files: one that is missing here, or is no longer there, fails it.
 *
 * @module
 */
import type { AccessObject, Act } from './matrix.ts';

/** By method: `GET`, `POST`, or `?/name` of a form's action. */
export type RouteActs = Readonly<Record<string, readonly [AccessObject, Act]>>;

const page = (object: AccessObject, more: RouteActs = {}): RouteActs => ({
	GET: [object, 'read'],
	...more
});

const SESSION = '/api/sessions/[session]';
const TEST = '/cases/[case]/sessions/[session]';
const INTERVIEW = '/cases/[case]/interviews/[interview]';

const pages: Readonly<Record<string, RouteActs>> = {
	'/': page('way-in', { '?/demonstration': ['way-in', 'execute'] }),
	'/setup': page('way-in', { '?/default': ['way-in', 'execute'] }),
	'/sign-in': page('way-in', {
		'?/enter': ['way-in', 'execute'],
		'?/lock': ['way-in', 'execute'],
		'?/leave': ['way-in', 'execute']
	}),
	'/sign-in/second-factor': page('way-in', { '?/default': ['way-in', 'execute'] }),
	'/sign-in/unlock': page('way-in', { '?/default': ['way-in', 'execute'] }),
	'/guide': page('guide'),
	'/guide/[chapter]': page('guide'),
	'/account': page('own-account', {
		'?/password': ['own-account', 'change'],
		'?/begin': ['own-account', 'change'],
		'?/confirm': ['own-account', 'change'],
		'?/end': ['own-account', 'change'],
		'?/leave': ['own-account', 'change']
	}),
	'/admin': page('accounts', {
		'?/create': ['accounts', 'create'],
		'?/disable': ['accounts', 'change'],
		'?/enable': ['accounts', 'change'],
		'?/reset': ['accounts', 'change']
	}),
	'/admin/grants': page('accounts', { '?/decide': ['accounts', 'change'] }),
	'/admin/trail': page('trail'),
	'/integrity': page('integrity', { '?/check': ['integrity', 'execute'] }),
	'/urgent': {
		GET: ['urgent-access', 'read'],
		'?/open': ['urgent-access', 'execute'],
		'?/end': ['urgent-access', 'execute'],
		'?/review': ['urgent-review', 'approve']
	},
	'/exports': page('export', {
		'?/request': ['export', 'create'],
		'?/withdraw': ['export', 'create'],
		'?/confirm': ['export', 'export'],
		'?/decide': ['export', 'approve']
	}),
	'/cases': page('case', { '?/default': ['case', 'create'] }),
	'/cases/[case]': page('case', {
		'?/open': ['test', 'create'],
		'?/assign': ['assignment', 'approve'],
		'?/end': ['assignment', 'approve']
	}),
	'/cases/[case]/board': page('board'),
	'/cases/[case]/retention': page('retention', {
		'?/move': ['retention', 'approve'],
		'?/term': ['retention', 'approve'],
		'?/propose': ['destruction', 'create']
	}),
	'/cases/[case]/interviews': page('interview'),
	[INTERVIEW]: page('interview'),
	[`${INTERVIEW}/coding`]: page('interview'),
	[`${INTERVIEW}/print`]: page('interview'),
	[TEST]: page('test'),
	[`${TEST}/[step]`]: page('test'),
	[`${TEST}/charts/[chart]`]: page('test'),
	[`${TEST}/report`]: page('report', {
		'?/issue': ['report', 'create'],
		'?/sign': ['report', 'sign']
	}),
	[`${TEST}/result`]: page('test'),
	[`${TEST}/subject`]: page('subject-screen'),
	'/instrument': page('calibration', {
		'?/compute': ['calibration', 'approve'],
		'?/adopt': ['calibration', 'approve'],
		'?/withdraw': ['calibration', 'approve']
	}),
	'/interviews': page('interview-figures'),
	'/laboratory': page('laboratory', {
		'?/write': ['laboratory', 'change'],
		'?/sample': ['laboratory', 'change']
	}),
	'/laboratory/reviews/[review]': page('laboratory', { '?/record': ['laboratory', 'change'] }),
	'/retention': page('sealed-case', {
		'?/request': ['sealed-case', 'execute'],
		'?/answer': ['sealed-case', 'execute'],
		'?/propose': ['destruction', 'create'],
		'?/drop': ['destruction', 'change'],
		'?/destroy': ['destruction', 'execute']
	}),
	'/retention/certificates/[certificate]': page('destruction'),
	'/review': page('blind-task'),
	'/review/[task]': page('blind-task'),
	'/scoring': page('blind-task'),
	'/scoring/[task]': page('blind-task')
};

const endpoints: Readonly<Record<string, RouteActs>> = {
	'/api/activity': { GET: ['own-account', 'read'], POST: ['own-account', 'execute'] },
	'/api/browser-key': { POST: ['own-account', 'execute'] },
	'/api/reauthentication': { POST: ['own-account', 'execute'] },
	'/api/clock': { GET: ['own-account', 'read'] },
	'/api/health': { GET: ['health', 'read'] },
	'/api/metrics': { GET: ['metrics', 'read'] },
	'/api/cases/[case]/board': { GET: ['board', 'read'], POST: ['board', 'change'] },
	'/api/cases/[case]/interviews': { POST: ['interview', 'create'] },
	'/api/exports/[export]': { POST: ['export', 'export'] },
	'/api/interviews/[interview]/events': {
		GET: ['interview', 'read'],
		POST: ['interview', 'change']
	},
	'/api/interviews/[interview]/seal': { POST: ['interview', 'change'] },
	'/api/laboratory/readiness': { GET: ['instrument', 'execute'] },
	'/api/laboratory/self-test': { POST: ['instrument', 'execute'] },
	'/api/recorder/close': { POST: ['test-control', 'execute'] },
	'/api/recorder/device': { GET: ['instrument', 'execute'] },
	'/api/recorder/list-ports': { POST: ['instrument', 'execute'] },
	'/api/recorder/open': { POST: ['test-control', 'execute'] },
	'/api/recorder/profiles': { GET: ['test-control', 'execute'] },
	'/api/recorder/start-chart': { POST: ['test-control', 'execute'] },
	'/api/recorder/stop-chart': { POST: ['test-control', 'execute'] },
	'/api/review/[task]': { GET: ['blind-task', 'read'], POST: ['blind-task', 'sign'] },
	'/api/review/[task]/media/[sha256]': { GET: ['blind-task', 'read'] },
	'/api/scoring': { GET: ['blind-task', 'read'] },
	'/api/scoring/[task]': { GET: ['blind-task', 'read'] },
	'/api/scoring/[task]/commit': { POST: ['blind-task', 'sign'] },
	'/api/scoring/[task]/recordings/[chart]': { GET: ['blind-task', 'read'] },
	'/api/scoring/[task]/recordings/[chart]/blocks': { GET: ['blind-task', 'read'] },
	'/api/scoring/[task]/recordings/[chart]/tiles': { GET: ['blind-task', 'read'] },
	[`${SESSION}/acquaintance`]: { POST: ['measurement', 'change'] },
	[`${SESSION}/caliper`]: { GET: ['measurement', 'read'], POST: ['measurement', 'change'] },
	[`${SESSION}/case-facts`]: { GET: ['test', 'read'] },
	[`${SESSION}/events`]: { POST: ['test', 'change'] },
	[`${SESSION}/measure`]: { POST: ['measurement', 'change'] },
	[`${SESSION}/media`]: { POST: ['question-media', 'create'] },
	[`${SESSION}/media/[sha256]`]: { GET: ['question-media', 'read'] },
	[`${SESSION}/recordings/[chart]`]: { GET: ['samples', 'read'] },
	[`${SESSION}/recordings/[chart]/blocks`]: { GET: ['samples', 'read'] },
	[`${SESSION}/recordings/[chart]/tiles`]: { GET: ['samples', 'read'] },
	[`${SESSION}/reviewers`]: { GET: ['scorers', 'read'], POST: ['scorers', 'approve'] },
	[`${SESSION}/score`]: { POST: ['measurement', 'change'] },
	[`${SESSION}/scorers`]: { GET: ['scorers', 'read'], POST: ['scorers', 'approve'] },
	[`${SESSION}/screen`]: { GET: ['subject-screen', 'read'], POST: ['subject-screen', 'execute'] },
	[`${SESSION}/screen/report`]: { POST: ['subject-screen', 'execute'] },
	[`${SESSION}/seal`]: { POST: ['test-seal', 'execute'] },
	[`${SESSION}/search-lists`]: { GET: ['search-list', 'read'] },
	[`${SESSION}/sheet`]: { POST: ['sheet', 'sign'] },
	[`${SESSION}/state`]: { GET: ['test', 'read'] },
	'/api/stream': { GET: ['test', 'read'] }
};

/** What each route does, by SvelteKit's route id. */
export const routeActs: Readonly<Record<string, RouteActs>> = { ...pages, ...endpoints };

/** What is read of a test and leaves no other mark: all that an urgent access opens. */
const URGENT: ReadonlySet<AccessObject> = new Set<AccessObject>([
	...(['case', 'test', 'samples', 'measurement', 'question-media', 'interview', 'board'] as const),
	'report'
]);
/** The paper of an interview: it is made to leave. */
const LEAVES: ReadonlySet<string> = new Set([`${INTERVIEW}/print`]);

/**
 * Whether a request to a route may read what an urgent access opened: never a write, never what leaves the laboratory.
 *
 * @param routeId null = no such route
 */
export function mayReadUrgently(routeId: string | null, method: string): boolean {
	if (routeId === null || method !== 'GET' || LEAVES.has(routeId)) return false;
	const [object, act] = routeActs[routeId]?.['GET'] ?? [];
	return object !== undefined && act === 'read' && URGENT.has(object);
}
