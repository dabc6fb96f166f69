import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/** A network line on loopback that has a round-trip time. */
export interface Line {
  port: number
  /** How many connections have been opened so far. */
  connections: () => number
}

/** Starts a line to a port of this machine. A new connection waits for one round trip. */
export async function startLine(roundTripMs: number, targetPort: number): Promise<Line> {
  let connections = 0
  const forward = (from: Socket, to: Socket, notBefore: number) => {
    const send = (deliver: () => void) => {
      const delay = Math.max(0, notBefore - performance.now()) + roundTripMs / 2
      setTimeout(deliver, delay)
    }
    from.on('data', chunk => send(() => to.destroyed || to.write(chunk)))
    from.on('end', () => send(() => to.end()))
    from.on('close', () => to.destroy())
  }
  const server = createServer(client => {
    connections += 1
    const target = connect(targetPort, '127.0.0.1')
    for (const socket of [client, target]) {
      socket.setNoDelay(true).on('error', () => socket.destroy())
    }
    forward(client, target, performance.now() + roundTripMs)
    forward(target, client, 0)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return { port: (server.address() as AddressInfo).port, connections: () => connections }
}
