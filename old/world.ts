import type { Connect, Send } from './http.ts'
import type { RunningProcess } from './process.ts'
import type { Patience } from './retry.ts'
import type { Runner } from './runner.ts'

/** Everything that a run touches outside itself; handed in, so that nothing has to be replaced in tests. */
export type World = Readonly<{
  runner: Runner
  env: Readonly<Record<string, string | undefined>>
  send: Send
  connect: Connect
  /** Trusts certificates, PEM each, besides the system's. */
  trust: (pems: readonly string[]) => void
  /** Time, jitter, and the word to stop. */
  patience: Patience
  /** 4 random hex digits. */
  nonce: () => string
  process: RunningProcess
}>
