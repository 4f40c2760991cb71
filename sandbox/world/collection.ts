/** Objects by id, which can be listed in the order of a time of theirs. */
export class Collection<T extends { id: string }> extends Map<string, T> {
	private readonly lists = new Map<(object: T) => number, T[]>();

	constructor(objects: Iterable<T> = []) {
		super();
		for (const object of objects) this.add(object);
	}

	add(object: T): void {
		this.set(object.id, object);
	}

	override set(id: string, object: T): this {
		const isNew = !this.has(id);
		super.set(id, object);
		for (const [timeOf, list] of this.lists) {
			const last = list.at(-1);
			const isLatest = last === undefined || timeOf(last) <= timeOf(object);
			if (isNew && isLatest) list.push(object);
			else this.lists.delete(timeOf);
		}
		return this;
	}

	override delete(id: string): boolean {
		this.lists.clear();
		return super.delete(id);
	}

	override clear(): void {
		this.lists.clear();
		super.clear();
	}

	/** To be called after this time of an object has changed. */
	reorder(timeOf: (object: T) => number): void {
		this.lists.delete(timeOf);
	}

	/**
	 * All objects by a time, the same time in the order in which they were added. The list is kept
	 * and goes on growing: sorting it for each page would cost seconds with 100,000 objects.
	 */
	oldestFirst(timeOf: (object: T) => number): readonly T[] {
		let list = this.lists.get(timeOf);
		if (list === undefined) {
			list = [...this.values()].sort((a, b) => timeOf(a) - timeOf(b));
			this.lists.set(timeOf, list);
		}
		return list;
	}
}

/** The order in which objects were added, for lists of objects that show no time. */
export const asAdded = () => 0;

export const byCreation = ({ createTime }: { createTime: number }) => createTime;
