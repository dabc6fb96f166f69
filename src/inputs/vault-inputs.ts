import { parseDuration } from '../core/time.ts'
import { parseVaultHost, VAULT_HOST_SUFFIXES } from '../vault/host.ts'
import {
  BOOLEAN_FORM,
  EVERY_ACTION,
  type InputDefinition,
  matching,
  parseBoolean
} from './definition.ts'

const HOST_FORM = `the host name of a Vault alone, without https://, path, port or user, ending in ${VAULT_HOST_SUFFIXES}`
const WITH_VAULT = ['target: vault']
const OLDEST_API_VERSION = 'v26.2'

function parseApiVersion(text: string): string | undefined {
  return /^v\d{2}\.\d$/.test(text) && text >= OLDEST_API_VERSION ? text : undefined
}

/** Which Vault the token is for. */
export const TARGET_INPUTS = {
  'vault-dns': {
    actions: EVERY_ACTION,
    isRequired: true,
    description:
      'Host name of the production Vault that the sandbox belongs to, like `myvault.veevavault.com`; with `target: vault` the Vault itself',
    companionDescription:
      'Host name of the Vault whose tokens these are; for a sandbox its own, like `myvault-uat.veevavault.com`',
    form: HOST_FORM,
    parse: parseVaultHost
  },
  target: {
    defaultValue: 'sandbox',
    description: 'What the token is for: a `sandbox` of `vault-dns`, or the `vault` itself',
    form: '`sandbox` or `vault`',
    parse: matching(/^(sandbox|vault)$/)
  },
  'sandbox-name': {
    isRequired: true,
    description:
      'Name of the sandbox as on the My Vaults page. For several, one per line, or `*` for every active one, with `!NAME` lines for exceptions',
    form: 'the name of the sandbox as on the My Vaults page (for a token of the Vault itself set `target: vault`)',
    // A name becomes one segment of a path, and these two would change the path.
    parse: matching(/^(?!\.{1,2}$)/),
    noEffectWith: WITH_VAULT
  },
  'sandbox-dns': {
    description:
      'Host name of the sandbox, if the user may not list sandboxes. Only for one sandbox',
    form: HOST_FORM,
    parse: parseVaultHost,
    noEffectWith: WITH_VAULT
  },
  'vault-job-id': {
    description:
      'ID of Vault’s job that creates or refreshes the sandbox. The action waits for it first',
    form: 'the id of a job, digits only: the `job_id` of the response to creating or refreshing',
    parse: matching(/^\d{1,18}$/),
    noEffectWith: WITH_VAULT
  },
  'wait-timeout': {
    defaultValue: '15m',
    description:
      'How long to wait for the job and the sandbox together, like `15m` or `2h`; `0` checks once',
    form: 'a duration like `15m`, `2h` or `1d`, or `0` to look once',
    parse: text => (text === '0' ? 0 : parseDuration(text)),
    noEffectWith: WITH_VAULT
  }
} satisfies Record<string, InputDefinition>

/** How the run is done. */
export const RUN_INPUTS = {
  'dry-run': {
    actions: ['main', 'delete-tokens'],
    defaultValue: 'false',
    description:
      'Check everything and report what would be done, without generating or deleting anything',
    form: BOOLEAN_FORM,
    parse: parseBoolean
  },
  'api-version': {
    defaultValue: OLDEST_API_VERSION,
    description: 'Version of Vault’s REST API',
    form: `a version like \`${OLDEST_API_VERSION}\`, which is the oldest that has access tokens`,
    parse: parseApiVersion
  },
  'vault-client-id': {
    defaultValue: 'github-actions-vault-sandbox-token',
    description:
      'Client ID that is sent to Vault (`X-VaultAPI-ClientID`), for a Vault with Client ID Filtering',
    form: 'letters, digits, dots, hyphens and underscores, at most 100',
    parse: matching(/^[A-Za-z0-9._-]{1,100}$/)
  },
  'ca-certificate': {
    description:
      'Certificates in PEM format to trust in addition to the system’s, for example of a proxy that inspects TLS'
  }
} satisfies Record<string, InputDefinition>
