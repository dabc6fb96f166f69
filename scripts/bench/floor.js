import { once } from 'node:events'
import https from 'node:https'
import tls from 'node:tls'

// The lower limit of one rotation: the action's calls by bare node:https, in the same order and on
// as few connections, with nothing checked, masked, sealed or reported.
const { HTTPS_PROXY, GH_ENTERPRISE_TOKEN, KEY_ID, SEALED_VALUE } = process.env
const VAULT = 'acme.veevavault.com'
// An import of node:http would load all of its exports, undici too, which takes 13 ms.
const http = process.getBuiltinModule('node:http')

async function openTunnel(host) {
  const request = http.request(HTTPS_PROXY, {
    method: 'CONNECT',
    path: `${host}:443`,
    agent: false
  })
  const [, socket] = await once(request.end(), 'connect')
  return socket
}
async function open(host) {
  const target = HTTPS_PROXY ? { socket: await openTunnel(host) } : { host, port: 443 }
  const socket = tls.connect({ ...target, servername: host })
  await once(socket, 'secureConnect')
  return socket
}
const openedAhead = []
const agent = new https.Agent({ keepAlive: true })
agent.createConnection = ({ host }, callback) => {
  const index = openedAhead.findIndex(each => each.host === host)
  if (index >= 0) return openedAhead.splice(index, 1)[0].socket
  open(host).then(socket => callback(null, socket), callback)
}

const call = (host, authorization, prefix) => async (method, path, body) => {
  const text = body instanceof URLSearchParams ? String(body) : JSON.stringify(body ?? [])
  const type = body instanceof URLSearchParams ? 'x-www-form-urlencoded' : 'json'
  const headers = { authorization, 'user-agent': 'floor', 'content-type': `application/${type}` }
  // Node.js does not set the length of a DELETE by itself.
  if (body) headers['content-length'] = Buffer.byteLength(text)
  const options = { host, path: `${prefix}${path}`, method, headers, agent }
  const [response] = await once(https.request(options).end(body && text), 'response')
  const answer = (await response.toArray()).join('')
  return answer === '' ? undefined : JSON.parse(answer)
}
const form = fields => new URLSearchParams(fields)
const secrets = '/repos/acme/pipelines/actions/secrets'
const github = call('api.github.com', `Bearer ${GH_ENTERPRISE_TOKEN}`, secrets)
const tokens = '/vobjects/api_access_token__sys'

const publicKey = github('GET', '/public-key')
const credentials = form({ username: 'ci@acme.example', password: 'a stored password' })
const { sessionId } = await call(VAULT, '', '/api/v26.2')('POST', '/auth', credentials)
const vault = call(VAULT, sessionId, '/api/v26.2')
const sandboxes = await vault('GET', '/objects/sandbox')
const { dns } = sandboxes.data.active.find(({ name }) => name === 'UAT')
const openAhead = async () => openedAhead.push({ host: dns, socket: await open(dns) })
await Promise.all([openAhead(), openAhead()])
const generate = '/objects/sandbox/UAT/users/me/api_access_token__sys'
const fields = form({ name__v: 'floor', expiry_date__v: '2090-01-01T00:00:00Z' })
const { id, token__sys } = (await vault('POST', generate, fields)).data
const sandbox = call(dns, `Bearer ${token__sys}`, '/api/v26.2')
const q = "SELECT id FROM api_access_token__sys WHERE status__v = 'active__v'"
const [listing] = await Promise.all([
  sandbox('POST', '/query', form({ q })),
  sandbox('GET', `${tokens}/${id}`),
  github('GET', '/VAULT_TOKEN'),
  publicKey
])
await github('PUT', '/VAULT_TOKEN', { encrypted_value: SEALED_VALUE, key_id: KEY_ID })
const previous = listing.data.filter(record => record.id !== id)
await Promise.all([sandbox('DELETE', tokens, previous), vault('DELETE', '/session')])
