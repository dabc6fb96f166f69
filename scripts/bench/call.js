import https from 'node:https'
import tls from 'node:tls'

// Requests, and nothing around them: direct, or through HTTPS_PROXY. Connections are kept, and opened ahead where that is asked for.
const { HTTPS_PROXY } = process.env
// As an import it would load all that node:http exports, WebSocket and undici too, which takes 13 ms.
const http = process.getBuiltinModule('node:http')
const agent = new https.Agent({ keepAlive: true })
const opened = new Map()

const tunnel = host =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(HTTPS_PROXY)
    http
      .request({ host: hostname, port, method: 'CONNECT', path: `${host}:443`, agent: false })
      .on('connect', (_, socket) => resolve(socket))
      .on('error', reject)
      .end()
  })

const connect = async host => {
  const way = HTTPS_PROXY ? { socket: await tunnel(host) } : { host, port: 443 }
  return new Promise((resolve, reject) => {
    const socket = tls.connect({ ...way, servername: host }, () => resolve(socket)).on('error', reject)
  })
}

/** Opens a connection that the next request to the host uses. */
export const open = async host => {
  const socket = await connect(host)
  opened.set(host, [...(opened.get(host) ?? []), socket.unref()])
}

agent.createConnection = ({ host }, done) => {
  const ready = opened.get(host)?.shift()
  if (ready) return ready.ref()
  connect(host).then(socket => done(null, socket), done)
}

export const form = fields => new URLSearchParams(fields).toString()

export const call = (method, host, path, authorization, body, type = 'application/x-www-form-urlencoded') =>
  new Promise((resolve, reject) => {
    const headers = { ...(authorization && { authorization }), 'content-type': type, 'user-agent': 'floor' }
    const request = https.request({ host, path, method, headers, agent }, response => {
      let text = ''
      response.setEncoding('utf8').on('data', chunk => {
        text += chunk
      })
      response.on('end', () => resolve(text === '' ? undefined : JSON.parse(text)))
    })
    request.on('error', reject).end(body)
  })
