/** Signs in with user name and password. */
export const byPassword = {
  'vault-dns': 'acme.veevavault.com',
  username: 'ci@acme.com',
  password: 'Password-1'
}

/** Signs in with a stored token. */
export const byAccessToken = {
  'vault-dns': 'acme.veevavault.com',
  'access-token': 'veeva-vault-STORED0TOKEN'
}

/** Stores the token as the secret VAULT_TOKEN of the repository. */
export const toSecret = { 'secret-name': 'VAULT_TOKEN', 'github-token': 'ghs_GITHUB0TOKEN' }

/** What the secret VAULT_TOKEN contains before the step. */
export const currentToken = { 'current-token': 'veeva-vault-CURRENT0TOKEN' }

/** Signs in to the Vault of the sandbox UAT itself. */
export const byPasswordToUat = { ...byPassword, 'vault-dns': 'acme-uat.veevavault.com' }

/** Signs in with a password, and stores the token. */
export const stored = { ...byPassword, ...toSecret }

/** A token for the sandbox UAT, as an output. */
export const forUat = { ...byPassword, 'sandbox-name': 'UAT' }

/** A token for the sandbox UAT, stored as a secret. */
export const storedForUat = { ...forUat, ...toSecret }

/** The same, with what the secret contains before. */
export const keptForUat = { ...storedForUat, ...currentToken }
