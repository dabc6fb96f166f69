import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/** A line with a round trip, on loopback: what begins a connection waits one, and each direction takes half of one. */
export type Line = { port: number; connections: () => number; close: () => Promise<void> }

/** In: milliseconds of a round trip, and the port at its far end. */
export const startLine = async (roundTripMs: number, farPort: number): Promise<Line> => {
  let connections = 0
  const open = new Set<Socket>()
  const carry = (from: Socket, to: Socket, notBefore: number) => {
    let last = 0
    from.on('data', chunk => {
      // In order, and never before the one before it.
      last = Math.max(last, performance.now(), notBefore)
      setTimeout(() => to.destroyed || to.write(chunk), last + roundTripMs / 2 - performance.now())
    })
    from.on('end', () => setTimeout(() => to.end(), roundTripMs / 2))
  }
  const server = createServer(near => {
    connections++
    const far = connect(farPort, '127.0.0.1')
    for (const socket of [near, far]) {
      socket.setNoDelay(true)
      open.add(socket.on('error', () => socket.destroy()).on('close', () => open.delete(socket)))
    }
    carry(near, far, performance.now() + roundTripMs)
    carry(far, near, 0)
    near.on('close', () => far.destroy())
    far.on('close', () => near.destroy())
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    connections: () => connections,
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve())
        for (const socket of open) socket.destroy()
      })
  }
}
