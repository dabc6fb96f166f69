import { expect, test } from '@jest/globals'
import { startSimulator } from '../../../simulator/index.ts'
import { createTransport } from '../../../src/http.ts'

test('a line with a round trip: a new connection pays two before the first byte, and each call one more', async () => {
  const roundTripMs = 40
  const simulator = await startSimulator({ roundTripMs })
  const { send, trust } = createTransport(new AbortController().signal, { HTTPS_PROXY: simulator.proxyUrl })
  trust(simulator.caPem)
  const took = async () => {
    const begun = performance.now()
    const url = new URL('https://acme.veevavault.com/api/')
    expect(await send({ method: 'GET', url, headers: {}, deadlineMs: 5_000 })).toMatchObject({ is: 'answer' })
    return performance.now() - begun
  }
  const [first, second] = [await took(), await took()]
  expect(first).toBeGreaterThanOrEqual(3 * roundTripMs - 2)
  expect(second).toBeGreaterThanOrEqual(roundTripMs - 2)
  expect(second).toBeLessThan(2 * roundTripMs)
  await simulator.close()
})
