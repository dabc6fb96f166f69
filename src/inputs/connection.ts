import { readCertificates } from '../net/certificates.ts'
import { proxyCredentials, proxyMistakes } from '../net/proxy.ts'
import type { World } from '../net/world.ts'
import type { ActionName } from './definition.ts'
import { checkNames, hyphensProblem } from './names.ts'
import { Inputs } from './reader.ts'
import type { ConnectionSettings, ReadSettings } from './settings.ts'
import { readSignIn } from './sign-in.ts'

const CAUSES =
  'If you gave an input that is missing here, the secret or variable in it is empty: its name is misspelt, it belongs to an environment that the job does not name, the reusable workflow was not given its secrets, or the run comes from a fork, which gets none.'
const CAUSES_OF_DEPENDABOT =
  'If you gave an input that is missing here, the secret in it is empty: a run of Dependabot gets only Dependabot secrets, so store it as one too (`secret-scope: dependabot`, or by hand).'

/**
 * Reads the inputs of one action, with what all actions have in common: how the Vault is reached, and as whom.
 * @param read reads what the action has besides; undefined if something is missing or wrong
 */
export function readInputs<T>(
  action: ActionName,
  world: World,
  read: (inputs: Inputs, connection: ConnectionSettings | undefined) => T | undefined
): ReadSettings<T> {
  const { environment, runner } = world
  const inputs = new Inputs(action, world)
  proxyCredentials(environment).forEach(secret => {
    inputs.mask(secret)
  })
  const cause = hyphensProblem(environment)
  if (cause !== undefined) return { is: 'problems', problems: [cause] }

  const ignored = checkNames(action, inputs, environment)
  inputs.checkEffects()
  const settings = read(inputs, readConnection(inputs))
  const problems = [...inputs.problems, ...proxyMistakes(environment).map(text => `${text}.`)]
  if (ignored.length > 0) runner.warning('input', describeIgnored(ignored))
  if (settings !== undefined && problems.length === 0) return { is: 'settings', settings }
  if (inputs.isMissing) problems.push(usualCauses(environment.GITHUB_ACTOR))
  return { is: 'problems', problems }
}

function readConnection(inputs: Inputs): ConnectionSettings | undefined {
  const vaultHost = inputs.read('vault-dns')
  const signIn = readSignIn(inputs)
  const apiVersion = inputs.read('api-version')
  const clientId = inputs.read('vault-client-id')
  const caCertificates = readCaCertificates(inputs)
  const isComplete = vaultHost && signIn && apiVersion && clientId
  return isComplete ? { vaultHost, apiVersion, clientId, signIn, caCertificates } : undefined
}

function readCaCertificates(inputs: Inputs): string[] {
  const text = inputs.text('ca-certificate')
  if (text === '') return []
  const result = readCertificates(text)
  if (result.is === 'certificates') return [...result.pems]
  inputs.addProblem('ca-certificate', result.what)
  return []
}

function usualCauses(actor: string | undefined): string {
  return actor === 'dependabot[bot]' ? CAUSES_OF_DEPENDABOT : CAUSES
}

function describeIgnored(names: string[]): string {
  const listed = names.map(name => `\`${name}\``).join(', ')
  return `Ignored, because this action has no such input: ${listed}. It comes from \`with:\` of the step, or as a variable \`INPUT_…\` from \`env:\` or another tool. Correct the name, or remove it there.`
}
