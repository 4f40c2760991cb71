const REPOSITORY = 'https://github.com/n8n-nodes-elepay/n8n-nodes-elepay';

/** Where the README tells of the secret key. */
export const SECRET_KEY = `${REPOSITORY}#the-secret-key`;

/** Where it tells of the trigger. */
export const TRIGGER = `${REPOSITORY}#elepay-trigger`;

/** Every field of every operation, with its limits and the names of its column. */
export const REFERENCE = `${REPOSITORY}/blob/main/docs/reference.md`;
