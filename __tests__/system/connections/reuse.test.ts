import { execFile } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { describe, expect, test } from '@jest/globals'
import type { ProxyOptions } from '../../../simulator/proxy.ts'
import { authority, type Handler, HOST, hello, maybeSent, open, post, sayHello } from './open.ts'

const TOO_EARLY = 'HTTP/1.1 408 Request Timeout\r\ncontent-length: 0\r\n\r\n'

describe.each<[string, ProxyOptions | undefined]>([
  ['directly', undefined],
  ['through a proxy', {}],
  ['through a proxy over TLS', { tls: authority.issue({ hosts: '127.0.0.1' }) }]
])('Connections %s', (_how, proxy) => {
  const line = (handler: Handler = sayHello) => open({ handler, proxy })

  test.each(['end', 'destroy', 'reset'] as const)(
    'that the server closes behind every response (%s) stop no request',
    async how => {
      const { ask, sockets, close } = await line((incoming, response) => {
        response.end('hello', () => setImmediate(() => close(incoming.socket, how)))
      })
      for (let sent = 0; sent < 10; sent++) {
        // The moment of closing decides whether the request is lost; that it settles is what counts.
        const result = await ask({ ...post, deadlineMs: 3_000 })
        const isAnswered = sent === 0 || result.is === 'response'
        expect(result).toEqual(isAnswered ? hello : maybeSent('was lost'))
        if (sent >= 5) await sleep(20)
      }
      expect(sockets.length).toBeGreaterThanOrEqual(5)
    }
  )

  test('are used again, but not those that the server closes while they are idle', async () => {
    const { ask, sockets } = await line()
    for (let sent = 0; sent < 3; sent++) expect(await ask()).toEqual(hello)
    expect(sockets).toHaveLength(1)
    sockets[0]?.end()
    await sleep(20)
    expect(await ask(post)).toEqual(hello)
    expect(sockets).toHaveLength(2)
  })

  test('on which something arrived before their use are not used, however shortly before', async () => {
    const { ask, sockets } = await line()
    for (let sent = 0; sent < 4; sent++) {
      expect(await ask(post)).toEqual(hello)
      sockets.at(-1)?.write(TOO_EARLY)
      // A proxy takes its time to pass it on.
      if (proxy !== undefined || sent % 2 === 0) await sleep(20)
    }
    expect(await ask(post)).toEqual(hello)
    expect(sockets).toHaveLength(5)
  })

  test('that are reset in the middle of a response lose it, and the next request is answered', async () => {
    let calls = 0
    const { ask } = await line((_request, response) => {
      calls++
      if (calls !== 2) return response.end('hello')
      response.writeHead(200, { 'content-length': '100' }).write('{"responseStatus":"SUCC')
      return setTimeout(() => response.destroy(), 20)
    })
    expect(await ask()).toEqual(hello)
    expect(await ask(post)).toEqual(maybeSent('the connection was lost'))
    expect(await ask()).toEqual(hello)
  })

  test('on which a response comes too late do not give it to the next request', async () => {
    const { ask, url } = await line((incoming, response) => {
      setTimeout(() => response.end(incoming.url), incoming.url === '/late' ? 2_500 : 0)
    })
    const late = await ask({ url: url('/late'), deadlineMs: 2_000 })
    expect(late).toEqual(maybeSent(/^there was no complete response within 2 seconds$/))
    expect(await ask()).toMatchObject({ text: '/' })
    await sleep(600)
    expect(await ask()).toMatchObject({ text: '/' })
  })
})

describe('Connections that are opened ahead', () => {
  test('are those that the next two requests use, at the same time', async () => {
    const { ask, connect, sockets } = await open({ proxy: {} })
    expect(await connect()).toBeUndefined()
    expect(await Promise.all([ask(), ask()])).toEqual([hello, hello])
    expect(sockets).toHaveLength(2)
    const more = await Promise.all([connect(), ask(), ask(), ask()])
    expect(more).toEqual([undefined, hello, hello, hello])
    expect(sockets).toHaveLength(3)
  })

  test.each(['end', 'reset', 'babble'] as const)(
    'are not used once the server does this: %s',
    async how => {
      const { ask, connect, sockets, close } = await open({ proxy: {} })
      await connect()
      while (sockets.length < 2) await sleep(2)
      for (const socket of [...sockets]) {
        if (how === 'babble') socket.write(TOO_EARLY)
        else close(socket, how)
      }
      await sleep(20)
      expect(await ask(post)).toEqual(hello)
      expect(sockets).toHaveLength(3)
    }
  )

  test('are there for every one of many requests, however they come', async () => {
    const { ask, connect, sockets } = await open({ proxy: {} })
    for (let wave = 0; wave < 5; wave++) {
      const asked = Array.from({ length: 20 }, (_, n) => sleep((n * wave) % 5).then(() => ask()))
      asked.push(connect().then(() => ask()))
      expect(await Promise.all(asked)).toEqual(asked.map(() => hello))
    }
    expect(sockets.length).toBeLessThan(60)
  })

  // In a process of its own, which a connection that nobody uses must not keep.
  test('keep no process alive', async () => {
    const { environment } = await open({ proxy: {} })
    const source = `
      import { createTransport } from '${new URL('../../../src/net/http.ts', import.meta.url).href}'
      const { send, connect, trust } = createTransport(new AbortController().signal, process.env)
      trust([${JSON.stringify(authority.caPem)}])
      const none = await connect('${HOST}')
      const { is } = await send({ method: 'GET', url: new URL('https://${HOST}/'), headers: {}, deadlineMs: 10_000 })
      console.log(none, is)
      const began = performance.now()
      process.on('exit', () => console.log(performance.now() - began < 2_000))`
    const child = ['--input-type=module', '-e', source]
    const options = { env: environment }
    const { stdout } = await promisify(execFile)(process.execPath, child, options)
    expect(stdout).toBe('undefined response\ntrue\n')
  })
})
