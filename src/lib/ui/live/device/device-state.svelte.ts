/**
 * The instrument that is open on this workstation, as strips want to know it.
 *
 * @module
 */
import { askDevice } from '#lib/browser/calls.ts';
import type { OpenedDevice } from '#lib/core/session/exchange.ts';
import type { ChannelSpec } from '#lib/core/recording/recorder-messages.ts';
import type { SessionView } from '../../session/session-view.svelte.ts';
import type { TraceChannel } from '../../trace/strip.ts';

/** A recorded channel as a strip. */
export function stripOf(spec: ChannelSpec): TraceChannel {
	return { name: spec.name, kind: spec.kind, unit: spec.unit, view: null, transfer: spec };
}

/** Asked again whenever the recorder speaks of another instrument. Make it while a component is set up. */
export class DeviceState {
	/** null = none is open, or not known yet. */
	device = $state.raw<OpenedDevice>(null);
	readonly channels = $derived(this.device?.channels.map(stripOf) ?? []);

	constructor(view: SessionView) {
		const profile = $derived(view.health?.profile ?? null);
		const isOpen = $derived(
			view.health !== null && ['streaming', 'stalled', 'lost'].includes(view.health.device)
		);
		$effect(() => {
			// another profile, or the same one opened or closed: ask what it is now
			if (profile !== null || isOpen) void this.refresh();
			else this.device = null;
		});
	}

	/** Asks the server which instrument is open. */
	async refresh(): Promise<void> {
		const answer = await askDevice();
		if (answer.ok) this.device = answer.value;
	}
}
