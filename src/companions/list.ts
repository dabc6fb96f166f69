import type { StepResult } from '../action/step.ts'
import type { World } from '../net/world.ts'

/** list-tokens: which access tokens there are, as outputs and as a table. Never throws. */
export function listStep(_world: World): Promise<StepResult> {
  throw new Error('not built yet')
}
