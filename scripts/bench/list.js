import { call, form } from './call.js'

// The floor of list-tokens: its three calls, with nothing checked, selected or laid out.
const { VAULT, VAULT_USERNAME, VAULT_PASSWORD } = process.env
const vault = (method, path, session, body) => call(method, VAULT, `/api/v26.2${path}`, session, body)

const { sessionId } = await vault(
  'POST',
  '/auth',
  undefined,
  form({ username: VAULT_USERNAME, password: VAULT_PASSWORD, vaultDNS: VAULT })
)
const q =
  "SELECT id, name__v, user__sys, status__v, expiry_date__sys, last_used_date__sys FROM api_access_token__sys WHERE status__v = 'active__v'"
await vault('POST', '/query', sessionId, form({ q }))
await vault('DELETE', '/session', sessionId)
