/** The part of jstat that is used; the package comes without types. */
declare module 'jstat' {
	interface Distribution {
		cdf(x: number, ...parameters: number[]): number;
		inv(p: number, ...parameters: number[]): number;
	}
	const jstat: {
		readonly normal: Distribution;
		readonly beta: Distribution;
		readonly centralF: Distribution;
		readonly chisquare: Distribution;
		readonly studentt: Distribution;
	};
	export default jstat;
}
