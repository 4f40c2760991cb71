import { n8nCommunityNodesPlugin } from '@n8n/eslint-plugin-community-nodes';
import n8nNodesBase from 'eslint-plugin-n8n-nodes-base';
import tseslint from 'typescript-eslint';

/** n8n's own rules for what ships, and TypeScript's for everything. */
export default tseslint.config(
	{ ignores: ['dist/**', 'coverage/**', '.cache/**', 'node_modules/**'] },
	{
		files: ['**/*.ts'],
		extends: [...tseslint.configs.recommended],
		rules: {
			'@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
		},
	},
	{
		files: ['{nodes,credentials}/**/*.{ts,json}', 'package.json'],
		extends: [n8nCommunityNodesPlugin.configs.recommended],
		rules: { 'no-console': 'error' },
	},
	{
		files: ['**/*.json'],
		languageOptions: { parser: tseslint.parser },
	},
	{
		plugins: { 'n8n-nodes-base': n8nNodesBase },
		files: ['package.json'],
		rules: n8nNodesBase.configs.community.rules,
	},
	{
		plugins: { 'n8n-nodes-base': n8nNodesBase },
		files: ['credentials/**/*.ts'],
		rules: {
			...n8nNodesBase.configs.credentials.rules,
			// Asks for a camel-cased name instead of an address, which only n8n's own nodes have
			'n8n-nodes-base/cred-class-field-documentation-url-miscased': 'off',
			// The community plugin's rule is the stricter one
			'n8n-nodes-base/cred-class-field-type-options-password-missing': 'off',
		},
	},
	{
		plugins: { 'n8n-nodes-base': n8nNodesBase },
		files: ['nodes/**/*.ts'],
		rules: {
			...n8nNodesBase.configs.nodes.rules,
			// These ask for plain strings, which n8n has replaced by NodeConnectionTypes
			'n8n-nodes-base/node-class-description-inputs-wrong-regular-node': 'off',
			'n8n-nodes-base/node-class-description-outputs-wrong': 'off',
			// elepay has upper limits
			'n8n-nodes-base/node-param-type-options-max-value-present': 'off',
		},
	},
);
