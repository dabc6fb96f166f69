import { appendFileSync } from 'node:fs'
import { call, form } from './call.js'

// The floor of one token: what the same calls cost when nothing is checked, masked, recorded or reported.
const { VAULT, SANDBOX, VAULT_USERNAME, VAULT_PASSWORD, GITHUB_OUTPUT } = process.env
const vault = (method, path, session, body) => call(method, VAULT, `/api/v26.2${path}`, session, body)

const { sessionId } = await vault(
  'POST',
  '/auth',
  undefined,
  form({ username: VAULT_USERNAME, password: VAULT_PASSWORD, vaultDNS: VAULT })
)
const { data } = await vault('GET', '/objects/sandbox', sessionId)
const sandbox = data.active.find(row => row.name === SANDBOX && row.status === 'active')
const token = await vault(
  'POST',
  `/objects/sandbox/${encodeURIComponent(SANDBOX)}/users/me/api_access_token__sys`,
  sessionId,
  form({ name__v: 'floor', expiry_date__v: '2090-01-01T00:00:00Z' })
)
await call('GET', sandbox.dns, `/api/v26.2/vobjects/api_access_token__sys/${token.data.id}`, `Bearer ${token.data.token__sys}`)
appendFileSync(GITHUB_OUTPUT, `token=${token.data.token__sys}\n`)
await vault('DELETE', '/session', sessionId)
