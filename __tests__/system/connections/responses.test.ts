import { getEventListeners, once } from 'node:events'
import { gzipSync } from 'node:zlib'
import { describe, expect, jest, test } from '@jest/globals'
import { createTransport } from '../../../src/net/http.ts'
import { cleanups, HOST, hello, maybeSent, open, post, unsent } from './open.ts'

describe('A request and its response', () => {
  test('arrive as they were sent, and nothing compressed is asked for', async () => {
    const arrived: unknown[] = []
    const { ask, url, requests } = await open({
      handler: async (incoming, response) => {
        let body = ''
        for await (const chunk of incoming) body += chunk
        const { headers } = incoming
        arrived.push([headers.authorization, headers['content-length'], headers['accept-encoding']])
        arrived.push(body)
        response.writeHead(503, {
          'X-VaultAPI-ExecutionId': 'exec-1',
          'Set-Cookie': ['a=1', 'b=2']
        })
        for (const byte of Buffer.from('{"a":"ä€😀"}')) response.write(Buffer.of(byte))
        response.end()
      }
    })
    const headers = { authorization: 'Bearer S' }
    const sent = { method: 'POST', url: url('/api/a%2Fb?x=1'), headers, body: 'name__v=ä' } as const
    expect(await ask(sent)).toEqual({
      is: 'response',
      status: 503,
      headers: expect.objectContaining({
        'x-vaultapi-executionid': 'exec-1',
        'set-cookie': 'a=1,b=2'
      }),
      text: '{"a":"ä€😀"}'
    })
    expect(requests).toEqual(['POST /api/a%2Fb?x=1'])
    expect(arrived).toEqual([['Bearer S', '10', undefined], 'name__v=ä'])
  })

  test('are two: a redirect is a response and is not followed', async () => {
    const { ask, requests } = await open({
      handler: (_request, response) => response.writeHead(307, { location: '/stolen' }).end()
    })
    expect(await ask(post)).toMatchObject({ is: 'response', status: 307 })
    expect(requests).toEqual(['POST /'])
  })

  test('may be compressed although nobody asked for it', async () => {
    const { ask } = await open({
      handler: (_request, response) =>
        response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('hello'))
    })
    expect(await ask()).toEqual(hello)
  })

  test.each([
    ['gzip', Buffer.from('hello'), /could not be decompressed \(Z_DATA_ERROR\)$/],
    ['identity', Buffer.alloc(1024 * 1024 + 1), /is larger than 1 MiB$/],
    ['identity', Buffer.alloc(5 * 1024 * 1024), /is larger than 1 MiB$/]
  ])('end in an error if the response can’t be read (%s)', async (encoding, body, reason) => {
    const { ask } = await open({
      handler: (_request, response) =>
        response.writeHead(200, { 'content-encoding': encoding }).end(body)
    })
    expect(await ask()).toEqual(maybeSent(reason))
  })

  test('are nothing if the request can’t be made', async () => {
    const { ask, requests } = await open()
    const result = await ask({ headers: { authorization: 'Bearer a\nb' } })
    expect(result).toEqual(unsent('the request could not be made', true, 'what was pasted'))
    expect(requests).toEqual([])
  })
})

describe('A call ends', () => {
  test('at its deadline, which is one for the whole call', async () => {
    const { ask } = await open({
      handler: (_request, response) => {
        const drip = setInterval(() => response.write('x'), 10)
        response.on('close', () => clearInterval(drip))
      }
    })
    const reason = /^there was no complete response within 0.15 seconds$/
    expect(await ask({ deadlineMs: 150 })).toEqual(maybeSent(reason))
  })

  test('at its deadline also while its connection is being opened', async () => {
    const { ask } = await open({ proxy: { trouble: 'silent' } })
    const reason = /^no connection was made within 0.1 seconds$/
    expect(await ask({ deadlineMs: 100 })).toEqual(unsent(reason, false))
  })

  test('before it begins, if the run is stopping, and says why', async () => {
    const { ask, connect, stop, requests } = await open()
    stop.abort()
    expect(await ask()).toEqual(unsent(/^the run was cancelled$/, true))
    expect(await connect()).toEqual(unsent(/^the run was cancelled$/, true))
    const timeUp = AbortSignal.timeout(0)
    await once(timeUp, 'abort')
    const { connect: connectInPost } = createTransport(timeUp, {})
    const reason = /^the 2 minutes of the post step were over$/
    expect(await connectInPost(HOST)).toEqual(unsent(reason, true))
    expect(requests).toEqual([])
  })

  test('within 5 seconds once the run is stopping, and leaves nothing behind', async () => {
    jest.useFakeTimers({
      doNotFake: ['nextTick', 'queueMicrotask', 'setImmediate', 'clearImmediate', 'Date']
    })
    cleanups.push(() => jest.useRealTimers())
    const responses = new Map<string, () => void>()
    const { ask, url, stop } = await open({
      handler: ({ url: path = '' }, response) => {
        responses.set(path, () => response.end('hello'))
      }
    })
    const [slow, silent] = [ask({ url: url('/slow') }), ask({ url: url('/silent') })]
    while (responses.size < 2) await new Promise(setImmediate)
    stop.abort()
    jest.advanceTimersByTime(4_999)
    responses.get('/slow')?.()
    expect(await slow).toEqual(hello)
    jest.advanceTimersByTime(1)
    const reason = /^there was no complete response before the run was cancelled$/
    expect(await silent).toEqual(maybeSent(reason))
    expect(jest.getTimerCount()).toBe(0)
    expect(getEventListeners(stop.signal, 'abort')).toEqual([])
  })
})
