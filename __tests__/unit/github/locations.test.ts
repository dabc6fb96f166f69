import { expect, test } from '@jest/globals'
import { describeSecrets, isPerSandbox, locationFor } from '../../../src/github/locations.ts'

const at = (environment: string) =>
  ({ scope: 'environment', owner: 'acme/app', environment }) as const

test.each([
  ['repository', 'acme/app', '/repos/acme/app/actions', 'of the repository acme/app'],
  ['organization', 'acme', '/orgs/acme/actions', 'of the organization acme'],
  ['dependabot', 'a/b', '/repos/a/b/dependabot', 'for Dependabot of the repository a/b'],
  ['codespaces', 'a/b', '/repos/a/b/codespaces', 'for Codespaces of the repository a/b']
] as const)('Secrets of the scope %s of %s are at %s', (scope, owner, path, displayName) => {
  const permission = expect.stringContaining('write"')
  const described = { path: `${path}/secrets`, displayName, permission }
  expect(describeSecrets({ scope, owner })).toEqual(described)
})

test('The name of an environment is encoded in the path, and as it is in messages', () => {
  expect(describeSecrets(at('prod/eu ü$&'))).toEqual({
    path: '/repos/acme/app/environments/prod%2Feu%20%C3%BC%24%26/secrets',
    displayName: 'of the environment "prod/eu ü$&" of the repository acme/app',
    permission: expect.stringContaining('`permission-environments: write`')
  })
})

test.each(['.', '..'])('An environment named %s would lead out of the path', environment => {
  const message = `\`secret-scope\`: there can be no environment named "${environment}".`
  const error = expect.objectContaining({ code: 'input', message })
  expect(() => describeSecrets(at(environment))).toThrow(error)
})

test('The environment {sandbox} becomes one of each sandbox’s name, and no other does', () => {
  expect(locationFor(at('{sandbox}'), 'UAT')).toEqual(at('UAT'))
  expect(locationFor(at('prod'), 'UAT')).toEqual(at('prod'))
  expect([at('{sandbox}'), at('prod')].map(isPerSandbox)).toEqual([true, false])
})
