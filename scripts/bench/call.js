import https from 'node:https'
import tls from 'node:tls'

// One request, and nothing around it: direct, or through HTTPS_PROXY, on connections that are kept alive and may be opened ahead.
const { HTTPS_PROXY } = process.env
// As an import it would load all that node:http exports, WebSocket and undici too, which takes 13 ms.
const http = process.getBuiltinModule('node:http')
const agent = new https.Agent({ keepAlive: true })

const tunnel = host =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(HTTPS_PROXY)
    http
      .request({ host: hostname, port, method: 'CONNECT', path: `${host}:443`, agent: false })
      .on('connect', (_, socket) => resolve(socket))
      .on('error', reject)
      .end()
  })
const open = async host => {
  const socket = HTTPS_PROXY && (await tunnel(host))
  return new Promise((resolve, reject) => {
    const connection = tls.connect(socket ? { socket, servername: host } : { host, port: 443, servername: host })
    connection.once('secureConnect', () => resolve(connection)).once('error', reject)
  })
}
const ahead = []
export const openAhead = async host => void ahead.push({ host, connection: await open(host) })
agent.createConnection = ({ host }, callback) => {
  const ready = ahead.findIndex(each => each.host === host)
  if (ready >= 0) return ahead.splice(ready, 1)[0].connection
  open(host).then(connection => callback(null, connection), callback)
}

export const form = fields => new URLSearchParams(fields).toString()

export const call = (method, host, path, authorization, body, type = 'application/x-www-form-urlencoded') =>
  new Promise((resolve, reject) => {
    const headers = {
      ...(authorization && { authorization }),
      'content-type': type,
      'user-agent': 'floor',
      ...(body && { 'content-length': Buffer.byteLength(body) })
    }
    const request = https.request({ host, path, method, headers, agent }, response => {
      let text = ''
      response.setEncoding('utf8').on('data', chunk => {
        text += chunk
      })
      response.on('end', () => resolve(text === '' ? undefined : JSON.parse(text)))
    })
    request.on('error', reject).end(body)
  })
