import { expect, test } from '@jest/globals'
import { askGitHub, githubStage, places } from './github-ask.ts'

const secrets = '/repos/acme/pipelines/actions/secrets'

test.each(places)('The secrets of %j are listed in pages, and no others', (place, path) => {
  const { world, github, token } = githubStage()
  for (let number = 0; number < 205; number++) github.setSecret(place, `S_${1000 + number}`, 'value', { visibility: 'all' })
  for (const [other] of places) github.setSecret(other, 'S_1000', 'value', { visibility: 'all' })
  const pages = [1, 2, 3, 4].map(page => askGitHub(world, `GET ${path}?per_page=100&page=${page}`, { token }).json)
  expect(pages.map(({ total_count }) => total_count)).toEqual([205, 205, 205, 205])
  expect(pages.map(page => page.secrets.length)).toEqual([100, 100, 5, 0])
  expect(new Set(pages.flatMap(page => page.secrets.map(({ name }: { name: string }) => name))).size).toBe(205)
  expect(pages[0].secrets[0]).toEqual(askGitHub(world, `GET ${path}/S_1000`, { token }).json)
})

test('Who may not read the secrets of a place gets no list of them', () => {
  const { world, github } = githubStage()
  const workflow = github.addWorkflowToken('acme/pipelines')
  expect(askGitHub(world, `GET ${secrets}?per_page=100`, { token: workflow }).status).toBe(403)
  expect(askGitHub(world, `PUT ${secrets}`, { token: workflow }).status).toBe(403)
})

test('An organization is found by its name, in any case', () => {
  const { world, token } = githubStage()
  expect(askGitHub(world, 'GET /orgs/ACME', { token }).json.login).toBe('acme')
  expect(askGitHub(world, 'GET /orgs/nobody', { token }).status).toBe(404)
})

test('A token without single sign-on is refused, and told where to authorize it', () => {
  const { world, github, token } = githubStage()
  github.singleSignOn = 'https://github.com/orgs/acme/sso?authorization_request=AZ1'
  expect(askGitHub(world, `PUT ${secrets}/TOKEN`, { token, json: {} })).toMatchObject({
    status: 403,
    json: { message: expect.stringMatching(/SAML enforcement/) },
    headers: { 'X-GitHub-SSO': `required; url=${github.singleSignOn}` }
  })
})

test('A repository that was renamed is answered with where it is now, by its id', () => {
  const { world, github, token, website } = githubStage()
  github.moved.set('acme/old', 'acme/website')
  const ask = (line: string, host = 'api.github.com') => askGitHub(world, line, { token, host })
  const url = `https://api.github.com/repositories/${website.id}/actions/secrets/public-key`
  expect(ask('GET /repos/Acme/Old/actions/secrets/public-key')).toMatchObject({
    status: 301,
    headers: { Location: url },
    json: { message: 'Moved Permanently', url }
  })
  expect(ask('PUT /repos/acme/old/actions/secrets/TOKEN').status).toBe(307)
  expect(ask('GET /api/v3/repos/acme/old', 'github.acme.example').headers.Location).toBe(
    `https://github.acme.example/api/v3/repositories/${website.id}`
  )
})
