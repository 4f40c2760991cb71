import fc from 'fast-check';

import { asAdded, Collection } from '../../sandbox/world/collection';

interface Thing {
	id: string;
	time: number;
}

const byTime = ({ time }: Thing) => time;

const id = fc.constantFrom(...'abcdefgh');
const time = fc.integer({ min: 0, max: 5 });

/** What can be done to a collection, with looks at it in between. */
const steps = fc.array(
	fc.oneof(
		fc.record({ does: fc.constant('add' as const), id, time }),
		fc.record({ does: fc.constant('delete' as const), id }),
		fc.record({ does: fc.constant('change' as const), id, time }),
		fc.record({ does: fc.constant('look' as const) }),
		fc.record({ does: fc.constant('clear' as const) }),
	),
	{ maxLength: 60 },
);

test('a collection is in order whatever was done to it', () => {
	fc.assert(
		fc.property(steps, (list) => {
			const things = new Collection<Thing>();
			const check = () => {
				const all = [...things.values()];
				expect(things.oldestFirst(asAdded)).toEqual(all);
				expect(things.oldestFirst(byTime)).toEqual(all.sort((a, b) => a.time - b.time));
			};
			for (const step of list) {
				if (step.does === 'add') things.add({ id: step.id, time: step.time });
				if (step.does === 'delete') things.delete(step.id);
				if (step.does === 'clear') things.clear();
				if (step.does === 'look') check();
				const thing = step.does === 'change' ? things.get(step.id) : undefined;
				if (thing && 'time' in step) {
					thing.time = step.time;
					things.reorder(byTime);
				}
			}
			check();
		}),
	);
});
