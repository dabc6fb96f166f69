import type { RunContext } from '../context.ts'
import type { ReadySecret } from '../github/ready-secret.ts'
import type { HandOn, Settings } from '../settings.ts'
import type { Vault } from '../vault/client.ts'
import { type Destination, destinationId } from './rotation.ts'
import type { Subject } from './subject.ts'
import type { Current, TokenTask, Way } from './task.ts'

/** In: the settings, the run, the Vault that generates, what the token is for, and the secret that it goes to. Out: what is to be done. */
export const taskOf = (
  settings: Settings,
  context: RunContext,
  vault: Vault,
  subject: Subject,
  secret: ReadySecret | undefined
): Omit<TokenTask, 'record' | 'generatedAll' | 'setOutputs'> => ({
  vault,
  target: settings.target.is === 'vault' ? { is: 'vault' } : { is: 'sandbox', name: subject.sandboxName },
  subject,
  label: settings.label,
  destination: destinationId(destinationOf(secret, context), apiHost(context)),
  run: context,
  expires: settings.expires,
  way: wayOf(settings, secret),
  verify: settings.verify
})

const destinationOf = (secret: ReadySecret | undefined, { repository }: RunContext): Destination =>
  secret === undefined ? { is: 'output', repository } : { is: 'secret', place: secret.place, name: secret.name }

const apiHost = ({ apiUrl }: RunContext): string => URL.parse(apiUrl)?.hostname ?? ''

const wayOf = ({ handOn }: Settings, secret: ReadySecret | undefined): Way => {
  if (handOn.to === 'output') return handOn
  if (secret === undefined) throw new Error('a secret that is to be written is ready')
  const { keepPrevious } = handOn
  return { to: 'secret', secret, keepPrevious, current: currentOf(handOn, secret.name) }
}

const currentOf = ({ current, renewBefore }: Extract<HandOn, { to: 'secret' }>, name: string): Current => {
  if (current.size === 0) return { is: 'nothing given' }
  if (!current.has(name)) return { is: 'no line' }
  const value = current.get(name)
  return value === undefined ? { is: 'line is empty' } : { is: 'given', value, renewBefore }
}
