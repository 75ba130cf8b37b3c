import { expect, test } from 'vitest';
import type { ScreenOrder, ScreenStatus } from '../../core/desk/screen.ts';
import { SubjectScreens } from './screens.ts';

function desk() {
	let nowS = 100;
	const told: ScreenStatus[] = [];
	const screens = new SubjectScreens({
		nowS: () => nowS,
		changed: (_, status) => void told.push(status)
	});
	const orders: ScreenOrder[] = [];
	const connect = () => screens.connect('s', (order) => void orders.push(order));
	const shown = (window: string, atS: number, order = orders.at(-1)!.order) =>
		screens.report('s', { window, isVisible: true, shown: { order, atS, uncertaintyS: 0.001 } });
	return { screens, told, orders, connect, shown, pass: (seconds: number) => (nowS += seconds) };
}
const text = { kind: 'text', stem: '东西藏在', text: '井里' } as const;

test('nothing is shown without a window that can be seen', async () => {
	const { screens, connect, told } = desk();
	await expect(screens.show('s', text, 50)).rejects.toMatchObject({ code: 'screen/none' });
	const { id, leave } = connect();
	await expect(screens.show('s', text, 50)).rejects.toMatchObject({ code: 'screen/hidden' });
	screens.report('s', { window: id, isVisible: true, shown: null });
	expect(told.at(-1)).toMatchObject({ windows: 1, visible: 1 });
	leave();
	expect(told.at(-1)).toMatchObject({ windows: 0, visible: 0 });
	await expect(screens.show('s', text, 50)).rejects.toMatchObject({ code: 'screen/none' });
});

test('what is shown counts from the moment the screen painted it', async () => {
	const { screens, connect, shown, orders, pass } = desk();
	const { id } = connect();
	screens.report('s', { window: id, isVisible: true, shown: null });
	const showing = screens.show('s', text, 1000);
	expect(orders.at(-1)).toEqual({ order: 1, show: text });
	pass(0.5);
	shown(id, 100.04);
	await expect(showing).resolves.toEqual({ atS: 100.04, uncertaintyS: 0.001 });
	expect(screens.statusOf('s').showing).toBe('text');
});

test('a screen that does not answer in time, answers hidden, or of another order is no confirmation', async () => {
	const { screens, connect, shown } = desk();
	const { id } = connect();
	screens.report('s', { window: id, isVisible: true, shown: null });
	const showing = screens.show('s', text, 60);
	shown(id, 100, 0);
	const hidden = { order: 1, atS: 100, uncertaintyS: null };
	screens.report('s', { window: id, isVisible: false, shown: hidden });
	await expect(showing).rejects.toMatchObject({ code: 'screen/not-confirmed' });
	expect(screens.statusOf('s')).toEqual({ windows: 1, visible: 0, showing: null });
});

test('a time before the order or in the future is refused', () => {
	const { screens, connect, shown } = desk();
	const { id } = connect();
	screens.report('s', { window: id, isVisible: true, shown: null });
	void screens.show('s', text, 20).catch(() => undefined);
	for (const atS of [99.5, 101]) expect(() => shown(id, atS)).toThrow(/time after the order/);
	expect(() => shown('another', 100)).toThrow(/connected window/);
});

test('one item at a time', async () => {
	const { screens } = desk();
	const first = screens.alone('s', () => new Promise((done) => setTimeout(done, 30)));
	await expect(screens.alone('s', async () => 1)).rejects.toMatchObject({ code: 'screen/busy' });
	await first;
	await expect(screens.alone('s', async () => 1)).resolves.toBe(1);
});
