import { Spread } from '../../nodes/Elepay/run/spread';

/**
 * A clock that moves only when somebody waits, or works.
 *
 * @param late how many milliseconds each wait takes too long
 */
function newSpread(places: number, late = 0) {
	let clock = Date.UTC(2024, 5, 1);
	const waits: number[] = [];
	jest.spyOn(Date, 'now').mockImplementation(() => clock);
	const spread = new Spread(places, async (milliseconds) => {
		waits.push(milliseconds);
		clock += milliseconds + late;
	});
	return {
		spread,
		waits,
		pass: (milliseconds: number) => (clock += milliseconds),
		startRows: async (count: number) => {
			await Promise.all(Array.from({ length: count }, async () => await spread.turn()));
		},
	};
}

const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0);

afterEach(() => {
	jest.restoreAllMocks();
});

describe('the starts of rows', () => {
	it('have a turn of the event loop in between as long as no row has been answered', async () => {
		const { startRows, waits } = newSpread(50);
		await startRows(50);
		expect(waits).toEqual(Array.from({ length: 50 }, () => 0));
	});

	it('are spread over most of the time that a row takes', async () => {
		const { spread, startRows, waits } = newSpread(50);
		spread.took(200);
		await startRows(51);
		expect(sum(waits)).toBeGreaterThan(140);
		expect(sum(waits)).toBeLessThan(165);
		expect(Math.max(...waits)).toBeLessThanOrEqual(3.2);
	});

	it('go by the fastest row: a slow one may only have waited', async () => {
		const { spread, startRows, waits } = newSpread(10);
		spread.took(100);
		spread.took(60_000);
		await startRows(11);
		expect(sum(waits)).toBeLessThanOrEqual(100);
	});

	it("don't wait when the rows before took so long to start that the time is over", async () => {
		const { spread, startRows, waits, pass } = newSpread(10);
		spread.took(100);
		for (let row = 0; row < 20; row++) {
			await startRows(1);
			pass(8);
		}
		expect(waits).toEqual([]);
	});

	it('make up for the time that the event loop stood still', async () => {
		const { spread, startRows, waits } = newSpread(50, 130);
		spread.took(200);
		await startRows(50);
		expect(waits.length).toBeLessThan(5);
	});

	it('go on at the same pace when the clock is set back', async () => {
		const { spread, startRows, waits, pass } = newSpread(10);
		spread.took(100);
		await startRows(10);
		pass(-3_600_000);
		waits.length = 0;
		await startRows(10);
		expect(waits).toHaveLength(10);
		expect(Math.max(...waits)).toBeLessThanOrEqual(8);
	});
});
