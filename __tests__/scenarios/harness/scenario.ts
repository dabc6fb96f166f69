import type { Step } from './types.ts'

export * from './inputs.ts'
export * from './replies.ts'
export * from './rotation.ts'
export * from './stories.ts'
export type { World } from './world.ts'

/** Registers the one scenario of a file. */
type Register = (title: string, steps: readonly Step[]) => void

// The file is loaded twice: by jest, and by each process that runs a step.
const { register }: { register: Register } =
  process.env.SCENARIO === undefined ? await import('./in-jest.ts') : await import('./in-step.ts')

/**
 * Runs the steps of one job on the committed bundles, and compares what users see with the snapshot.
 * Post steps run when all steps are over, in reverse order, as the runner does it.
 * @param title a sentence that makes sense in a list of failures
 */
export const scenario = (title: string, ...steps: readonly Step[]): void => register(title, steps)
