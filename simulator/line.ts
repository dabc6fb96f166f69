import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/** A line on loopback that takes its time. */
export type Line = { port: number; close: () => Promise<void> }

/**
 * Starts a line to a port of this machine on which a round trip takes `roundTripMs`, made in user space: half of it for what goes
 * either way, and a whole one more for the first bytes of each connection, which on a real line wait for the connection to be made.
 */
export const startLine = async (to: number, roundTripMs: number): Promise<Line> => {
  const open = new Set<Socket>()
  const track = (socket: Socket): Socket => {
    open.add(socket)
    socket.setNoDelay(true)
    return socket.on('error', () => socket.destroy()).on('close', () => open.delete(socket))
  }
  const server = createServer(client => {
    track(client)
    const far = track(connect(to, '127.0.0.1'))
    carry(client, far, roundTripMs / 2, roundTripMs)
    carry(far, client, roundTripMs / 2, 0)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve())
        for (const socket of open) socket.destroy()
      })
  }
}

/** How late timers come, about, in milliseconds. */
export const TIMER_LATE = 0.7

/** Carries what comes from one side to the other, in order, each part `delay` later; the first one `extra` later still. */
const carry = (from: Socket, to: Socket, delay: number, extra: number): void => {
  const underWay: { due: number; act: () => void }[] = []
  let more = extra
  const arrive = () => {
    while (underWay[0] !== undefined && underWay[0].due <= performance.now() + TIMER_LATE) underWay.shift()?.act()
    wait()
  }
  const wait = () => {
    if (underWay[0] !== undefined) setTimeout(arrive, Math.max(0, underWay[0].due - performance.now() - TIMER_LATE))
  }
  const later = (act: () => void) => {
    const due = Math.max(performance.now() + delay + more, underWay.at(-1)?.due ?? 0)
    more = 0
    if (underWay.push({ due, act }) === 1) wait()
  }
  from.on('data', chunk => later(() => to.writable && to.write(chunk)))
  from.on('end', () => later(() => to.end()))
  from.on('close', () => later(() => to.destroySoon()))
}
