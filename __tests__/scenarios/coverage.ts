/** A name, and the test below `__tests__/` that shows it, without `.test.ts`. */
export type Coverage = Readonly<Record<string, string>>

/** The inputs of the action and of its companions. */
export const inputs: Coverage = {
  'vault-dns': 'scenarios/pasted-inputs',
  target: 'scenarios/sign-in-dead-token-renews-itself',
  'sandbox-name': 'scenarios/every-sandbox',
  'sandbox-dns': 'e2e/waiting',
  'vault-job-id': 'e2e/waiting',
  'wait-timeout': 'e2e/waiting',
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
  verify: 'unit/settings',
  'revoke-after-job': 'scenarios/output-kept-after-job',
  'secret-name': 'scenarios/current-token-without-value',
  'secret-scope': 'scenarios/secret-environment',
  'secret-repository': 'scenarios/secret-of-another-repository',
  'secret-visibility': 'scenarios/organization-visibility-given',
  'github-token': 'scenarios/github-bad-credentials',
  'current-token': 'scenarios/current-token-without-value',
  'renew-before': 'scenarios/current-token-expires-soon',
  'keep-previous': 'scenarios/keep-previous-none',
  'dry-run': 'e2e/output-token',
  'api-version': 'e2e/transport',
  'vault-client-id': 'scenarios/request-headers',
  'ca-certificate': 'e2e/transport',
  owner: 'e2e/companions',
  'token-ids': 'e2e/companions',
  'expires-within': 'e2e/companions',
  'unused-for': 'e2e/companions',
  'keep-newest': 'e2e/companions'
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
  deleted: 'e2e/companions',
  count: 'e2e/companions'
}

/** The codes of the errors. */
export const errorCodes: Coverage = {
  input: 'scenarios/organization-visibility-missing',
  network: 'scenarios/github-down',
  'host-refused': 'e2e/refusals',
  'vault-login': 'scenarios/password-refused',
  'vault-mismatch': 'scenarios/sign-in-other-vault',
  'vault-session': 'scenarios/sign-in-dead-token-renews-itself',
  'vault-permission': 'unit/token/subject',
  'vault-unavailable': 'scenarios/current-token-not-vaults-answer',
  'vault-rate-limit': 'unit/vault/refusals',
  'vault-refused': 'scenarios/several-sandboxes-one-fails',
  'vault-job-failed': 'unit/token/subject',
  'sandbox-unknown': 'e2e/refusals',
  'sandbox-unavailable': 'scenarios/every-sandbox',
  'wait-timeout': 'unit/token/wait',
  'token-limit': 'unit/token/limit',
  'token-unverified': 'unit/token/clean-up',
  'github-login': 'scenarios/github-bad-credentials',
  'github-permission': 'scenarios/github-token-without-permission',
  'github-not-found': 'scenarios/github-environment-not-found',
  'github-rate-limit': 'scenarios/github-rate-limit-too-long',
  'github-refused': 'unit/github/refusals',
  partial: 'scenarios/several-sandboxes-one-fails',
  interrupted: 'unit/process',
  internal: 'unit/errors'
}
