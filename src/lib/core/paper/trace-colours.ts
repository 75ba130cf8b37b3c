/**
 * Colours of traces by kind of sensor: the field's, and a set that people with any colour vision tell apart. They name
 * a channel and judge nothing; every strip bears its name as well.
 *
 * @module
 * @source field: breathing blue, skin conductance green, heart red, pulse brown, movement tan
 * @source safe: searched within the field's families for the greatest least distance in OKLab under full vision and
 *   the three dichromacies of Machado, Oliveira & Fernandes 2009; tests/contracts/colours.test.ts keeps it
 */

/** The sets there are; the first is shown without a choice. */
export const traceSets = ['field', 'safe'] as const;
/** One of them. */
export type TraceSet = (typeof traceSets)[number];

/** Kinds with a colour of their own; the two signals of the heart share one. */
export type TraceColours = Readonly<
	Record<'rsp' | 'eda' | 'cardio' | 'ecg' | 'ppg' | 'movement' | 'other', string>
>;

/** By set and theme, as `#rrggbb`. */
export const traceColours: Readonly<
	Record<TraceSet, Readonly<Record<'light' | 'dark', TraceColours>>>
> = {
	field: {
		light: {
			...{ rsp: '#1d5fbf', eda: '#14733a', cardio: '#b3261e', ecg: '#b3261e' },
			...{ ppg: '#7a4a1c', movement: '#877141', other: '#555b66' }
		},
		dark: {
			...{ rsp: '#7db2ff', eda: '#6ad08f', cardio: '#ff8f86', ecg: '#ff8f86' },
			...{ ppg: '#d9a26b', movement: '#cdb680', other: '#aab2c0' }
		}
	},
	safe: {
		light: {
			...{ rsp: '#202d9a', eda: '#008287', cardio: '#77251d', ecg: '#77251d' },
			...{ ppg: '#b94c00', movement: '#8431e4', other: '#14181e' }
		},
		dark: {
			...{ rsp: '#b5c9ff', eda: '#63a9a3', cardio: '#fc7000', ecg: '#fc7000' },
			...{ ppg: '#ffc879', movement: '#bb7eff', other: '#e9f7ff' }
		}
	}
};
