import { expect, test } from './support/test';

test('the credential form refuses what can’t work and accepts the right key', async ({
	credentialForm,
	sandbox,
}) => {
	await credentialForm.create('Elepay API');
	await expect(credentialForm.input('secretKey')).toHaveAttribute('type', 'password');
	await expect(credentialForm.input('baseUrl')).toHaveValue('https://api.elepay.io');

	await test.step('a publishable key', async () => {
		await credentialForm.fill({ secretKey: 'pk_test_sandbox0000', baseUrl: sandbox.url });
		await credentialForm.save();
		await credentialForm.expectRefusal('contains a publishable key (pk_…)');
	});

	await test.step('a wrong key', async () => {
		await credentialForm.fill({ secretKey: 'sk_test_wrong' });
		await credentialForm.save();
		await credentialForm.expectRefusal("elepay didn't accept this key");
	});

	await test.step('an address that would take the key unencrypted', async () => {
		await credentialForm.fill({
			secretKey: 'sk_test_sandbox0000',
			baseUrl: 'http://elepay.example.com',
		});
		await credentialForm.save();
		await credentialForm.expectRefusal('the secret key unencrypted');
	});

	await test.step('the right key', async () => {
		await credentialForm.fill({ baseUrl: sandbox.url });
		await credentialForm.save();
		await credentialForm.expectSuccess();
	});
	await credentialForm.close();
});
