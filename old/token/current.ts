import type { World } from '../world.ts'
import { type Keeping, keepOrRenew } from './keep.ts'
import { type Current, ownVault, type TokenTask, type ToSecret } from './task.ts'

/** What is to become of the token that the secret holds; `none`: none was given, or its Vault is not to be asked. Throws ActionError. */
export const askCurrent = async (task: TokenTask, world: World): Promise<Keeping | Readonly<{ is: 'none' }>> => {
  const { way, destination } = task
  if (way.to === 'output' || way.current.is !== 'given') return { is: 'none' }
  const own = ownVault(task, way.current.value, world)
  return own === undefined ? { is: 'none' } : keepOrRenew(own, way.current, way, destination)
}

/** The secret is there, and its token can't be kept, because the run does not know it: says so, since each run renews. */
export const noteWithoutCurrent = (current: Current, { secret }: Pick<ToSecret, 'secret'>, { runner }: World): void => {
  const { name, called } = secret
  if (current.is === 'line is empty') {
    runner.warning(
      'current-token',
      `The line ${name}= holds no value, although GitHub has ${called}, so each run renews. Check the name of the secret in that line; a secret of an environment is there only for a job that names the environment, and none is for a fork or Dependabot.`
    )
  }
  if (current.is === 'no line') runner.info(`current-token has no line for ${called}, so each run renews it.`)
  if (current.is === 'nothing given') runner.info(`current-token was not given, or is empty, so each run renews ${called}.`)
}
