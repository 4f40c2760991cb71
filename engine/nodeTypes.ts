import './bootstrap';
import { RoutingNode, UnrecognizedNodeTypeError, type ExecuteContext } from 'n8n-core';
import {
	NodeConnectionTypes,
	NodeHelpers,
	type IExecuteFunctions,
	type INodeType,
	type INodeTypes,
	type IVersionedNodeType,
} from 'n8n-workflow';
import type { LoadedPackage } from './package';

/**
 * n8n's rule for which nodes are run by the declarative engine: those that have nothing of their own
 * to run.
 */
function isRunByRouting(node: INodeType): boolean {
	const isDeclarative = node.description.requestDefaults !== undefined;
	return (
		!node.execute &&
		!node.supplyData &&
		!node.poll &&
		!node.trigger &&
		(!node.webhook || isDeclarative) &&
		(!node.methods || isDeclarative)
	);
}

/** Looks node types up in packages and single nodes, as n8n's NodeTypes service does. */
export class EngineNodeTypes implements INodeTypes {
	private readonly resolved = new Map<string, INodeType>();

	constructor(
		private readonly packages: LoadedPackage[],
		private readonly single: Readonly<Record<string, INodeType>>,
		/** Used where neither a package nor a single node has the type. */
		private readonly fallback: Readonly<Record<string, INodeType>>,
	) {}

	getByName(type: string): INodeType | IVersionedNodeType {
		const own = this.single[type];
		if (own) return own;
		const home = this.packages.find((candidate) => candidate.nodeTypes.includes(type));
		if (home) return home.getNode(type);
		const last = this.fallback[type];
		if (last) return last;
		const [packageName = '', ...rest] = type.split('.');
		throw new UnrecognizedNodeTypeError(packageName, rest.join('.'));
	}

	getByNameAndVersion(type: string, version?: number): INodeType {
		const key = `${type}@${version ?? ''}`;
		const known = this.resolved.get(key);
		if (known) return known;
		const node = NodeHelpers.getVersionedNodeType(this.getByName(type), version);
		if (isRunByRouting(node)) {
			node.execute = async function (this: IExecuteFunctions) {
				return (await new RoutingNode(this as unknown as ExecuteContext, node).runNode()) ?? [];
			};
		}
		this.resolved.set(key, node);
		return node;
	}

	getKnownTypes() {
		return {};
	}

	has(type: string): boolean {
		return (
			type in this.single ||
			type in this.fallback ||
			this.packages.some((candidate) => candidate.nodeTypes.includes(type))
		);
	}

	/**
	 * The same types plus the given ones, which needn't be installed: a node whose output is pinned
	 * never runs.
	 */
	withPinned(types: string[]): INodeTypes {
		const missing = new Set(types.filter((type) => !this.has(type)));
		if (missing.size === 0) return this;
		return {
			getByName: (type) => (missing.has(type) ? pinnedNode(type) : this.getByName(type)),
			getByNameAndVersion: (type, version) =>
				missing.has(type) ? pinnedNode(type) : this.getByNameAndVersion(type, version),
			getKnownTypes: () => this.getKnownTypes(),
		};
	}
}

function pinnedNode(type: string): INodeType {
	return {
		description: {
			displayName: type,
			name: type,
			group: ['transform'],
			version: 1,
			description: 'A node that is not installed and whose output is pinned',
			defaults: { name: type },
			inputs: [NodeConnectionTypes.Main],
			outputs: [NodeConnectionTypes.Main],
			properties: [],
		},
	};
}
