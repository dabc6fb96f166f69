import type { StepResult } from '../action/step.ts'
import type { World } from '../net/world.ts'

/** delete-tokens: deletes the access tokens that were asked for and no others. Never throws. */
export function deleteStep(_world: World): Promise<StepResult> {
  throw new Error('not built yet')
}
