import { appendFileSync } from 'node:fs'
import { call, form, openAhead } from './call.js'

// The floor of one token: what the same calls cost when nothing is checked, masked, recorded or reported. With SEALED, a value that is
// sealed already, it is also stored, and the one before is deleted: the same calls as the action's, of which six are in line.
const { VAULT, SANDBOX, VAULT_USERNAME, VAULT_PASSWORD, GITHUB_OUTPUT, GITHUB_TOKEN, SEALED, KEY_ID } = process.env
const vault = (method, path, session, body) => call(method, VAULT, `/api/v26.2${path}`, session, body)
const github = (method, path, body) =>
  call(
    method,
    'api.github.com',
    `/repos/acme/pipelines/actions/secrets${path}`,
    `Bearer ${GITHUB_TOKEN}`,
    body,
    'application/json'
  )

const key = SEALED && github('GET', '/public-key')
const { sessionId } = await vault(
  'POST',
  '/auth',
  undefined,
  form({ username: VAULT_USERNAME, password: VAULT_PASSWORD, vaultDNS: VAULT })
)
const { data } = await vault('GET', '/objects/sandbox', sessionId)
const sandbox = data.active.find(row => row.name === SANDBOX && row.status === 'active')
openAhead(sandbox.dns).catch(() => {})
await openAhead(sandbox.dns)
const token = await vault(
  'POST',
  `/objects/sandbox/${encodeURIComponent(SANDBOX)}/users/me/api_access_token__sys`,
  sessionId,
  form({ name__v: 'floor', expiry_date__v: '2090-01-01T00:00:00Z' })
)
const records = (method, path, body, type) =>
  call(method, sandbox.dns, `/api/v26.2${path}`, `Bearer ${token.data.token__sys}`, body, type)
const q = "SELECT id, name__v FROM api_access_token__sys WHERE status__v = 'active__v'"
const [, listing] = await Promise.all([
  records('GET', `/vobjects/api_access_token__sys/${token.data.id}`),
  records('POST', '/query', form({ q })),
  SEALED && github('GET', '/VAULT_TOKEN')
])
appendFileSync(GITHUB_OUTPUT, `token=${token.data.token__sys}\n`)
if (SEALED) {
  await key
  await github('PUT', '/VAULT_TOKEN', JSON.stringify({ encrypted_value: SEALED, key_id: KEY_ID }))
  const old = listing.data.filter(({ id }) => id !== token.data.id).map(({ id }) => ({ id }))
  await Promise.all([
    records('DELETE', '/vobjects/api_access_token__sys', JSON.stringify(old), 'application/json'),
    vault('DELETE', '/session', sessionId)
  ])
} else await vault('DELETE', '/session', sessionId)
