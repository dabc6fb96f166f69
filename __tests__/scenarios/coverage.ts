/** A name, and the test below `__tests__/` that shows it, without `.test.ts`. */
export type Coverage = Readonly<Record<string, string>>

/** The inputs of the action and of its companions. */
export const inputs: Coverage = {
  'vault-dns': 'scenarios/pasted-inputs',
  target: 'scenarios/promoted-vault',
  'sandbox-name': 'scenarios/every-sandbox',
  'sandbox-dns': 'scenarios/sandboxes-not-listed-but-dns-given',
  'vault-job-id': 'scenarios/wait-for-job-and-sandbox',
  'wait-timeout': 'scenarios/wait-ends-at-deadline',
  username: 'scenarios/pasted-inputs',
  password: 'scenarios/password-refused',
  'access-token': 'scenarios/sign-in-access-token',
  'session-id': 'scenarios/sign-in-session-id',
  'oauth-profile-id': 'scenarios/sign-in-oauth',
  'oauth-token': 'scenarios/sign-in-oauth',
  'oauth-client-id': 'scenarios/sign-in-oauth',
  'oidc-token-url': 'scenarios/sign-in-oidc',
  'oidc-client-id': 'scenarios/sign-in-oidc',
  'oidc-scope': 'scenarios/sign-in-oidc',
  'oidc-audience': 'scenarios/sign-in-oidc-audience',
  'token-name': 'scenarios/output-kept-after-job',
  expires: 'scenarios/output-kept-after-job',
  verify: 'scenarios/verify-off',
  'revoke-after-job': 'scenarios/output-kept-after-job',
  'secret-name': 'scenarios/current-token-without-value',
  'secret-scope': 'scenarios/secret-environment',
  'secret-repository': 'scenarios/secret-of-another-repository',
  'secret-visibility': 'scenarios/organization-visibility-given',
  'github-token': 'scenarios/github-bad-credentials',
  'current-token': 'scenarios/current-token-without-value',
  'renew-before': 'scenarios/current-token-expires-soon',
  'keep-previous': 'scenarios/keep-previous-none',
  'dry-run': 'scenarios/dry-run',
  'api-version': 'scenarios/api-version-unknown',
  'vault-client-id': 'scenarios/request-headers',
  'ca-certificate': 'system/transport',
  owner: 'scenarios/list-tokens-of-everyone',
  'token-ids': 'scenarios/delete-tokens-by-id',
  'expires-within': 'scenarios/list-tokens-filtered',
  'unused-for': 'scenarios/list-tokens-filtered',
  'keep-newest': 'scenarios/delete-tokens-by-name'
}

/** The outputs of the action and of its companions. */
export const outputs: Coverage = {
  token: 'scenarios/output-and-post-step',
  tokens: 'scenarios/every-sandbox',
  'token-id': 'scenarios/output-and-post-step',
  'token-name': 'scenarios/output-kept-after-job',
  'expires-at': 'scenarios/current-token-kept',
  'sandbox-name': 'scenarios/output-and-post-step',
  'sandbox-dns': 'scenarios/output-and-post-step',
  'sandbox-vault-id': 'scenarios/output-and-post-step',
  generated: 'scenarios/current-token-kept',
  results: 'scenarios/several-sandboxes-one-fails',
  deleted: 'scenarios/delete-tokens-by-id',
  count: 'scenarios/delete-tokens-by-id'
}

/** The codes of the errors. */
export const errorCodes: Coverage = {
  input: 'scenarios/input-errors-all-at-once',
  network: 'scenarios/github-down',
  'host-refused': 'scenarios/sandbox-on-foreign-host',
  'vault-login': 'scenarios/password-refused',
  'vault-mismatch': 'scenarios/sign-in-other-vault',
  'vault-session': 'scenarios/sign-in-dead-token-renews-itself',
  'vault-permission': 'scenarios/user-may-not-use-api',
  'vault-unavailable': 'scenarios/vault-maintenance',
  'vault-rate-limit': 'scenarios/sign-in-rate-limit',
  'vault-refused': 'scenarios/several-sandboxes-one-fails',
  'vault-job-failed': 'scenarios/job-failed',
  'sandbox-unknown': 'scenarios/sandbox-unknown',
  'sandbox-unavailable': 'scenarios/sandbox-inactive',
  'wait-timeout': 'scenarios/wait-ends-at-deadline',
  'token-limit': 'scenarios/token-limit',
  'token-unverified': 'scenarios/expiry-later-than-asked',
  'github-login': 'scenarios/github-bad-credentials',
  'github-permission': 'scenarios/github-token-without-permission',
  'github-not-found': 'scenarios/github-environment-not-found',
  'github-rate-limit': 'scenarios/github-rate-limit-too-long',
  'github-refused': 'scenarios/store-refused',
  partial: 'scenarios/several-sandboxes-one-fails',
  interrupted: 'scenarios/cancelled-while-waiting',
  internal: 'scenarios/post-step-with-garbage'
}
