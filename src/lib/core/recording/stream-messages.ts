/**
 * The one byte stream of a browser tab: packets (packet.ts) of blocks, session events and health, multiplexed.
 *
 * `GET /api/stream?session=ID&events=LAST_SEQ&boot=BOOT_ID&blocks=LAST_BLOCK` answers a never-ending
 * application/octet-stream. First packet is `opened`. A tab that was cut off asks again with what it has last;
 * it gets neither a gap nor a duplicate, or a `blocks-missed` when the recorder no longer holds the blocks asked for.
 *
 * @module
 */
import type { ScreenStatus } from '../desk/screen.ts';
import type { VisibleEvent } from '../session/visibility.ts';
import type { RecorderHealth, RecorderNotice } from './recorder-messages.ts';

/** JSON packets from the server to the tab. */
export type StreamMessage =
	| {
			readonly type: 'opened';
			readonly serverBootId: string;
			readonly recorderBootId: string | null;
			readonly monotonicS: number;
			readonly utcMs: number;
	  }
	| { readonly type: 'event'; readonly event: VisibleEvent }
	| { readonly type: 'blocks-missed'; readonly first: number; readonly last: number }
	| { readonly type: 'recorder-boot'; readonly bootId: string }
	| { readonly type: 'recorder-gone' }
	| { readonly type: 'closed'; readonly reason: 'signed-out' | 'unassigned' | 'shutting-down' }
	/** Every 5 s when nothing else was sent, so that a silent cut is noticed. */
	| { readonly type: 'still-here'; readonly monotonicS: number; readonly utcMs: number }
	/** The subject's screens of this session changed. */
	| { readonly type: 'screen'; readonly status: ScreenStatus }
	| RecorderHealth
	| RecorderNotice;
