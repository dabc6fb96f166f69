import { getEventListeners } from 'node:events'
import { text } from 'node:stream/consumers'
import { gzipSync } from 'node:zlib'
import { describe, expect, jest, test } from '@jest/globals'
import { createTransport } from '../../../src/net/http.ts'
import { HOST, hello, maybeSent, open, post, stopTimers, unsent } from './open.ts'

describe('A request and its response', () => {
  test('arrive as they were sent, and nothing compressed is asked for', async () => {
    let arrived: unknown
    const { ask, url, requests } = await open({
      handler: async (incoming, response) => {
        const { authorization, 'content-length': length, ...others } = incoming.headers
        arrived = [authorization, length, others['accept-encoding'], await text(incoming)]
        response.writeHead(503, { 'X-One': '1', 'Set-Cookie': ['a=1', 'b=2'] })
        for (const byte of Buffer.from('{"a":"ä€😀"}')) response.write(Buffer.of(byte))
        response.end()
      }
    })
    const headers = { authorization: 'Bearer S' }
    const sent = { ...post, url: url('/api/a%2Fb?x=1'), headers, body: 'name__v=ä' }
    expect(await ask(sent)).toEqual({
      is: 'response',
      status: 503,
      headers: expect.objectContaining({ 'x-one': '1', 'set-cookie': 'a=1,b=2' }),
      text: '{"a":"ä€😀"}'
    })
    expect(requests).toEqual(['POST /api/a%2Fb?x=1'])
    expect(arrived).toEqual(['Bearer S', '10', undefined, 'name__v=ä'])
  })

  test('are two: a redirect is a response and is not followed', async () => {
    const { ask, requests } = await open({
      handler: (_request, response) => response.writeHead(307, { location: '/stolen' }).end()
    })
    expect(await ask(post)).toMatchObject({ is: 'response', status: 307 })
    expect(requests).toEqual(['POST /'])
  })

  test.each([
    ['is read if it is compressed although nobody asked for it', 'gzip', gzipSync('hello'), hello],
    ['is no gzip', 'gzip', Buffer.from('hello'), maybeSent(/decompressed \(Z_DATA_ERROR\)$/)],
    ['is too large', 'identity', Buffer.alloc(2 ** 20 + 1), maybeSent(/is larger than 1 MiB$/)]
  ])(
    'end in an error if the response can’t be read: it %s',
    async (_what, encoding, body, result) => {
      const { ask } = await open({
        handler: (_request, response) =>
          response.writeHead(200, { 'content-encoding': encoding }).end(body)
      })
      expect(await ask()).toEqual(result)
    }
  )

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
    const timeUp = AbortSignal.abort(new DOMException('', 'TimeoutError'))
    const reason = /^the 2 minutes of the post step were over$/
    expect(await createTransport(timeUp, {}).connect(HOST)).toEqual(unsent(reason, true))
    expect(requests).toEqual([])
  })

  test('within 5 seconds once the run is stopping, and leaves nothing behind', async () => {
    const responses = new Map<string, () => void>()
    const { ask, url, stop } = await open({
      handler: ({ url: path = '' }, response) => {
        responses.set(path, () => response.end('hello'))
      }
    })
    stopTimers()
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
