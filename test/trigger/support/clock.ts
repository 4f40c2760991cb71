/** Lets `Date.now` be ahead of the real time, until mocks are restored. */
export function turnableClock() {
	const real = Date.now;
	let ahead = 0;
	jest.spyOn(Date, 'now').mockImplementation(() => real() + ahead);
	return {
		/** In milliseconds. */
		advance(by: number) {
			ahead += by;
		},
	};
}
