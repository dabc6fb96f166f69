import { expect, test } from '@jest/globals'
import {
  describeSecrets,
  isPerSandbox,
  locationFor,
  type SecretLocation
} from '../../../src/github/locations.ts'

const repository = 'acme/app'

test.each<[SecretLocation, string, string, string]>([
  [
    { scope: 'repository', repository },
    '/repos/acme/app/actions/secrets',
    'of the repository acme/app',
    '"Secrets: write"'
  ],
  [
    { scope: 'environment', repository, environment: 'prod/eu ü$&' },
    '/repos/acme/app/environments/prod%2Feu%20%C3%BC%24%26/secrets',
    'of the environment "prod/eu ü$&" of the repository acme/app',
    '"Secrets: write" and "Environments: write"'
  ],
  [
    { scope: 'organization', organization: 'acme' },
    '/orgs/acme/actions/secrets',
    'of the organization acme',
    '"Secrets: write" of the organization'
  ],
  [
    { scope: 'dependabot', repository },
    '/repos/acme/app/dependabot/secrets',
    'for Dependabot of the repository acme/app',
    '"Dependabot secrets: write"'
  ],
  [
    { scope: 'codespaces', repository },
    '/repos/acme/app/codespaces/secrets',
    'for Codespaces of the repository acme/app',
    '"Codespaces secrets: write"'
  ]
])(
  'The location %j has its own path, description and permission',
  (location, path, displayName, permission) => {
    const secrets = describeSecrets(location)
    expect(secrets).toMatchObject({ path, displayName, permission })
    expect(secrets.missing).not.toMatch(/\{(owner|input|environment)\}/)
  }
)

test.each(['.', '..'])(
  'An environment named %s, which would lead out of the path, is refused',
  environment => {
    expect(() => describeSecrets({ scope: 'environment', repository, environment })).toThrow(
      `\`secret-scope\`: there can be no environment named "${environment}".`
    )
  }
)

test('The environment {sandbox} becomes one of each sandbox’s name, and no other location changes', () => {
  const perSandbox: SecretLocation = { scope: 'environment', repository, environment: '{sandbox}' }
  expect(isPerSandbox(perSandbox)).toBe(true)
  expect(locationFor(perSandbox, 'UAT')).toEqual({
    scope: 'environment',
    repository,
    environment: 'UAT'
  })
  const fixed: SecretLocation = { scope: 'environment', repository, environment: 'prod' }
  expect(isPerSandbox(fixed)).toBe(false)
  expect(locationFor(fixed, 'UAT')).toBe(fixed)
})
