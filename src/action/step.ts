import type { World } from '../net/world.ts'

export type StepResult = 'succeeded' | 'failed'

/** Runs a step as the process of its own that it is: with the real world, signals, an exit code, and an error if it never settles. */
export function runAsProcess(_step: (world: World) => Promise<StepResult>): void {
  throw new Error('not built yet')
}
