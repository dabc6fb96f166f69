import https from 'node:https'
import tls from 'node:tls'

// One request, and nothing around it: direct, or through HTTPS_PROXY, where each has a tunnel of its own as in the action.
const { HTTPS_PROXY } = process.env
// As an import it would load all that node:http exports, WebSocket and undici too, which takes 13 ms.
const http = process.getBuiltinModule('node:http')
const agent = new https.Agent({ keepAlive: true })

const tunnel = host =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(HTTPS_PROXY)
    http
      .request({ host: hostname, port, method: 'CONNECT', path: `${host}:443`, agent: false })
      .on('connect', (_, socket) => resolve(tls.connect({ socket, servername: host })))
      .on('error', reject)
      .end()
  })

export const form = fields => new URLSearchParams(fields).toString()

export const call = async (method, host, path, authorization, body, type = 'application/x-www-form-urlencoded') => {
  const socket = HTTPS_PROXY && (await tunnel(host))
  return new Promise((resolve, reject) => {
    const headers = { ...(authorization && { authorization }), 'content-type': type, 'user-agent': 'floor' }
    const options = { host, path, method, headers, ...(socket ? { createConnection: () => socket } : { agent }) }
    const request = https.request(options, response => {
      let text = ''
      response.setEncoding('utf8').on('data', chunk => {
        text += chunk
      })
      response.on('end', () => resolve(text === '' ? undefined : JSON.parse(text)))
    })
    request.on('error', reject).end(body)
  })
}
