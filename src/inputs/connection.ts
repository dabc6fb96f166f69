import { joinWithAnd } from '../core/text.ts'
import type { OidcSignIn } from '../identity/oidc.ts'
import { readProxySettings } from '../net/proxy.ts'
import type { World } from '../net/world.ts'
import type { SignIn } from '../vault/sign-in.ts'
import type { ActionName } from './definition.ts'
import type { InputName } from './definitions.ts'
import { checkNames, HYPHENS_LOST, hasLostHyphens } from './names.ts'
import { Inputs } from './reader.ts'
import type { ConnectionSettings, ReadSettings } from './settings.ts'
import { SIGN_IN_INPUTS } from './vault-inputs.ts'

const CAUSES =
  'An input that the workflow sets can still arrive empty. Usual causes: a misspelt secret or variable, an environment that the job does not name, a reusable workflow that was not given its secrets, or a run from a fork, which gets no secrets.'
const CAUSES_OF_DEPENDABOT =
  'An input that the workflow sets can still arrive empty: a run of Dependabot gets only Dependabot secrets, so store the secret as one too (`secret-scope: dependabot`, or by hand).'

const METHODS =
  '`access-token`, `session-id`, `username` with `password`, or `oauth-profile-id` with `oauth-token` or `oidc-token-url`'
/** The input that decides for one of them; what belongs to it is in the table of inputs. */
const FIRST_INPUTS: InputName[] = ['access-token', 'session-id', 'username', 'oauth-profile-id']

/**
 * Reads the inputs of one action, with what all actions have in common: how the Vault is reached, and as whom.
 * @param read reads what the action has besides
 */
export function readInputs<T>(
  action: ActionName,
  world: World,
  read: (inputs: Inputs, connection: ConnectionSettings) => T
): ReadSettings<T> {
  const { environment, runner } = world
  const { mistake, credentials } = readProxySettings(environment)
  credentials.forEach(runner.maskSecret)
  const inputs = new Inputs(action, world)
  if (hasLostHyphens(environment)) return { is: 'problems', problems: [HYPHENS_LOST] }
  checkNames(action, inputs, world)
  const settings = read(inputs, readConnection(inputs))
  const { problems } = inputs
  if (mistake !== undefined) problems.push(`${mistake}.`)
  if (problems.length === 0) return { is: 'settings', settings }
  if (inputs.isMissing) {
    const isOfDependabot = environment.GITHUB_ACTOR === 'dependabot[bot]'
    problems.push(isOfDependabot ? CAUSES_OF_DEPENDABOT : CAUSES)
  }
  return { is: 'problems', problems }
}

function readConnection(inputs: Inputs): ConnectionSettings {
  checkSignIn(inputs)
  return {
    vaultHost: inputs.value('vault-dns'),
    apiVersion: inputs.value('api-version'),
    clientId: inputs.value('vault-client-id'),
    signIn: readSignIn(inputs),
    caCertificates: inputs.value('ca-certificate') ?? []
  }
}

/** Exactly one way to sign in is right. */
function checkSignIn(inputs: Inputs): void {
  const chosen = FIRST_INPUTS.filter(name => inputs.given(name) !== '')
  const all = Object.keys(SIGN_IN_INPUTS) as InputName[]
  if (chosen.length > 1) {
    const names = joinWithAnd(chosen.map(name => `\`${name}\``))
    inputs.problems.push(`${names} are different ways to sign in: use exactly one.`)
  } else if (all.every(name => inputs.given(name) === '')) {
    // Of a password without a user name another problem tells.
    inputs.isMissing = true
    inputs.problems.push(`One way to sign in is required: ${METHODS}.`)
  }
}

function readSignIn(inputs: Inputs): SignIn | OidcSignIn {
  const session = inputs.value('session-id')
  // An access token in its place can't be meant as anything else.
  const isToken = session?.reveal().startsWith('veeva-vault-')
  const token = isToken ? session : inputs.value('access-token')
  if (token !== undefined) return { by: 'access-token', token }
  if (session !== undefined) return { by: 'session-id', session }

  const username = inputs.value('username')
  if (username !== undefined) {
    return { by: 'password', username, password: inputs.value('password') }
  }
  const profileId = inputs.value('oauth-profile-id') ?? ''
  const clientId = inputs.value('oauth-client-id')
  const tokenUrl = inputs.value('oidc-token-url')
  if (tokenUrl === undefined) {
    return { by: 'oauth', profileId, token: inputs.value('oauth-token'), clientId }
  }
  return {
    by: 'oidc',
    profileId,
    vaultClientId: clientId,
    tokenUrl,
    clientId: inputs.value('oidc-client-id'),
    scope: inputs.value('oidc-scope') ?? '',
    audience: inputs.value('oidc-audience')
  }
}
