import type { RunContext } from '../core/run.ts'
import type { Runner } from '../core/runner.ts'
import type { Transport } from './http.ts'
import type { RetryContext } from './retry.ts'

/** Everything that a run touches outside itself; handed in, so that no test has to replace a module. */
export interface World extends RetryContext, Transport {
  runner: Runner
  environment: Record<string, string | undefined>
  run: RunContext
  /** 8 random hex digits. */
  nonce(): string
}

/** The same world, whose calls and waits also end with a second signal. */
export function stoppingWith(world: World, signal: AbortSignal): World {
  return { ...world, stopping: AbortSignal.any([world.stopping, signal]) }
}
