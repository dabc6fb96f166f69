import { existsSync } from 'node:fs'
import { get } from 'node:https'
import { afterAll, beforeEach, expect, test } from '@jest/globals'
import { type Fault, type Simulator, startSimulator } from '../../../simulator/index.ts'
import { askThroughProxy, stage, tunnel } from './ask.ts'

const simulator = await startSimulator()
const { world, vault, user, session } = stage(simulator.world)
const generate = 'POST /api/v26.2/objects/users/me/api_access_token__sys'
const question = { auth: session, form: { name__v: 'ci' } }

beforeEach(() => {
  world.tokens.length = 0
  simulator.requests.length = 0
  simulator.connects.length = 0
})
const others: Simulator[] = []
afterAll(() => Promise.all([simulator, ...others].map(({ close }) => close())))

const start = async (options: Parameters<typeof startSimulator>[0]) => {
  const other = await startSimulator(options)
  others.push(other)
  return other
}

/** Generates a token under a fault: what came back, and how many tokens that made. */
const under = async (fault: Fault['do']) => {
  simulator.fault({ on: ({ path }) => path.endsWith('api_access_token__sys'), do: fault })
  const outcome = await askThroughProxy(simulator, generate, question).catch((error: Error) => error.message)
  return { outcome, made: world.liveTokens(vault, user).length }
}

test('A call goes through the proxy and TLS, and is recorded', async () => {
  world.clock.advance(86_400_000)
  const reply = await askThroughProxy(simulator, generate, question)
  expect(JSON.parse(reply.body).responseStatus).toBe('SUCCESS')
  expect([reply.status, reply.reason]).toEqual([200, ''])
  expect(Math.abs(Date.parse(String(reply.headers.date)) - world.clock.now().getTime())).toBeLessThan(2000)
  expect(simulator.connects).toEqual(['acme.veevavault.com:443'])
  const [{ at, ...recorded } = { at: undefined }] = simulator.requests
  expect(at).toBeInstanceOf(Date)
  expect(recorded).toMatchObject({
    host: 'acme.veevavault.com',
    method: 'POST',
    path: '/api/v26.2/objects/users/me/api_access_token__sys',
    headers: { authorization: session },
    body: 'name__v=ci',
    status: 200
  })
})

test('The server can be asked directly, without the proxy', async () => {
  const status = await new Promise(resolve => {
    get({ host: 'localhost', port: simulator.httpsPort, path: '/', ca: simulator.caPem, agent: false }, response => {
      resolve(response.resume().statusCode)
    })
  })
  expect(status).toBe(503)
  expect(simulator.requests[0]?.host).toBe('localhost')
})

test('A host that the certificate does not name can not be reached', async () => {
  await expect(askThroughProxy(simulator, 'GET /api/', { host: 'example.org' })).rejects.toThrow(/altnames/)
  expect(simulator.connects).toEqual(['example.org:443'])
})

test('What is sent to one host on the connection of another is refused', async () => {
  const { status } = await askThroughProxy(simulator, 'GET /api/', { headers: { host: 'acme-uat.veevavault.com' } })
  expect(status).toBe(421)
})

test('Another port than 443 is refused by the proxy', async () => {
  await expect(tunnel(simulator, 'acme.veevavault.com:8443')).rejects.toThrow('the proxy answered 403')
})

test('cut-before cuts the connection, and nothing was done', async () => {
  expect(await under('cut-before')).toEqual({ outcome: expect.stringMatching(/hang up|ECONNRESET/), made: 0 })
  expect(simulator.requests[0]?.status).toBeUndefined()
})

test('cut-after cuts the connection when everything was done', async () => {
  expect(await under('cut-after')).toEqual({ outcome: expect.stringMatching(/hang up|ECONNRESET/), made: 1 })
})

test('half-body cuts the connection in the middle of the answer', async () => {
  expect(await under('half-body')).toEqual({ outcome: 'aborted', made: 1 })
})

test('html answers 200 with a page, and nothing was done', async () => {
  expect(await under('html')).toMatchObject({ outcome: { status: 200, body: expect.stringContaining('<html>') }, made: 0 })
})

test('unavailable answers 503 with a page', async () => {
  expect(await under('unavailable')).toMatchObject({ outcome: { status: 503, body: expect.stringContaining('<html>') }, made: 0 })
})

test('never-ends begins an answer and falls silent', async () => {
  expect(await under('never-ends')).toMatchObject({ outcome: 'nothing came for 300 ms' })
})

test('redirect leads to another host', async () => {
  const redirect = { status: 302, headers: { location: 'https://evil.example.com/' } }
  expect(await under('redirect')).toMatchObject({ outcome: redirect, made: 0 })
})

test('slowMs delays the answer', async () => {
  const started = Date.now()
  expect(await under({ slowMs: 120 })).toMatchObject({ outcome: { status: 200 }, made: 1 })
  expect(Date.now() - started).toBeGreaterThanOrEqual(119)
})

test('status answers with that status, body and headers', async () => {
  expect(await under({ status: 429, body: 'slow down', headers: { 'Retry-After': '7' } })).toMatchObject({
    outcome: { status: 429, body: 'slow down', headers: { 'retry-after': '7' } },
    made: 0
  })
})

test.each([
  [{ failure: 'INVALID_DATA', message: 'no' }, 'FAILURE'],
  [{ exception: 'UNEXPECTED_ERROR', message: 'no' }, 'EXCEPTION']
])('%j answers with that envelope', async (fault, responseStatus) => {
  const type = 'failure' in fault ? fault.failure : fault.exception
  const { outcome, made } = await under(fault as Fault['do'])
  expect(outcome).toMatchObject({
    status: 200,
    headers: { 'x-vaultapi-status': responseStatus, 'x-vaultapi-vaultid': String(vault.id) }
  })
  expect(JSON.parse((outcome as { body: string }).body)).toEqual({ responseStatus, errors: [{ type, message: 'no' }] })
  expect(made).toBe(0)
})

test('Faults are used up in order, as many times as they say, by requests that fit', async () => {
  const status = async (path: string) => (await askThroughProxy(simulator, `GET ${path}`, { auth: session })).status
  simulator.fault({ on: ({ path }) => path === '/api/', times: 2, do: { status: 500 } })
  simulator.fault({ on: () => true, do: { status: 502 } })
  expect(await status('/api/')).toBe(500)
  expect(await status('/api/v26.2/objects/users/me')).toBe(502)
  expect(await status('/api/')).toBe(500)
  expect(await status('/api/')).toBe(200)
})

test('A proxy with a login refuses whoever does not know it', async () => {
  const guarded = await start({ proxyLogin: 'someone:secret' })
  expect(guarded.proxyUrl).toMatch(/^http:\/\/someone:secret@127\.0\.0\.1:\d+$/)
  const { host } = new URL(guarded.proxyUrl)
  await expect(tunnel({ ...guarded, proxyUrl: `http://${host}` }, 'acme.veevavault.com')).rejects.toThrow(
    'the proxy answered 407'
  )
  expect((await askThroughProxy(guarded, 'GET /api/')).status).toBe(503)
})

test('latencyMs delays every answer', async () => {
  const slow = await start({ latencyMs: 60 })
  const started = Date.now()
  expect((await askThroughProxy(slow, 'GET /api/')).status).toBe(503)
  expect(Date.now() - started).toBeGreaterThanOrEqual(59)
})

test('close ends open connections and removes the certificate', async () => {
  const closing = await startSimulator()
  const socket = await tunnel(closing, 'acme.veevavault.com')
  const ended = new Promise(resolve => socket.on('error', () => undefined).on('close', resolve))
  await closing.close()
  await ended
  expect(existsSync(closing.caFile)).toBe(false)
})
