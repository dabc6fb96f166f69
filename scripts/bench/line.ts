import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/** Starts a network line on loopback that has a round-trip time, for which a new connection waits; returns its port. */
export async function startLine(roundTripMs: number, targetPort: number): Promise<number> {
  const forward = (from: Socket, to: Socket, notBefore: number) => {
    const send = (deliver: () => void) => {
      const delay = Math.max(0, notBefore - performance.now()) + roundTripMs / 2
      if (delay > 0) setTimeout(deliver, delay)
      else deliver()
    }
    from.on('data', chunk => send(() => to.destroyed || to.write(chunk)))
    from.on('end', () => send(() => to.end()))
    from.on('close', () => to.destroy())
  }
  const server = createServer(client => {
    const target = connect(targetPort, '127.0.0.1')
    for (const socket of [client, target]) {
      socket.setNoDelay(true).on('error', () => socket.destroy())
    }
    forward(client, target, performance.now() + roundTripMs)
    forward(target, client, 0)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return (server.address() as AddressInfo).port
}
