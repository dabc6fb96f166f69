import { describe, expect, test } from '@jest/globals'
import { list } from '../../../src/companion/list.ts'
import { failure, lost, success, tokenRecord, tokensListed } from '../../helpers/answers.ts'
import { companionStage, summaryOf, told } from '../../helpers/companion.ts'
import { QUERY, type Stage } from '../../helpers/stage.ts'

const WHO = 'GET /objects/users/me'
const warnings = (of: Stage) => of.runner.annotations('warning')
const listed = (of: Stage) => JSON.parse(of.runner.outputs().tokens ?? 'null').map(({ id }: { id: string }) => id)
/** What is listed on a Vault with these tokens: by whom they are, in one letter each. */
const listing = async (users: string, given: Record<string, string>) => {
  const of = companionStage(given)
  const rows = [...users].map((user, index) => tokenRecord({ id: `V${index}`, user__sys: user }))
  of.trouble(QUERY, { ...tokensListed(...rows), headers: { 'x-vaultapi-userid': 'a' } })
  expect(await list(of.world)).toBe('succeeded')
  return of
}

test('each token of whoever asks is told of, in an output and a table, and the session is ended', async () => {
  const of = companionStage()
  const ours = of.ours()
  const byHand = of.model.mint(of.sandbox, of.user)
  expect(await list(of.world)).toBe('succeeded')
  expect(of.routes).toEqual(['POST /auth', 'POST /query', 'DELETE /session'])
  expect(JSON.parse(of.runner.outputs().tokens ?? '')).toEqual([
    expect.objectContaining({ id: ours.id, name: ours.name, label: 'github-actions acme/pipelines', run_id: '4700' }),
    { id: byHand.id, name: 'made by hand', user_id: String(of.user.id), expires_at: '', last_used_at: '' }
  ])
  expect(of.runner.outputs().count).toBe('2')
  expect(told(of)).toEqual(['2 active access tokens on acme-dev.veevavault.com; the job summary has the table.'])
  expect(summaryOf(of)).toMatch(/^### 2 active access tokens on acme-dev\.veevavault\.com\n\n\| Token \| .* \|\n\|---/)
  expect(summaryOf(of)).toContain('[run 4700.1](https://github.com/acme/pipelines/')
  expect(of.runner.saved()).toMatchObject({ session: '{"state":"over"}' })
})

test('runs are linked to where GitHub is', async () => {
  const of = companionStage()
  of.ours()
  await list({ ...of.world, env: { ...of.world.env, GITHUB_SERVER_URL: 'https://github.acme.example' } })
  expect(summaryOf(of)).toContain('(https://github.acme.example/acme/pipelines/')
  expect(told(of)).toEqual(['1 active access token on acme-dev.veevavault.com; the job summary has the table.'])
})

test('nothing found is no failure, and makes no table', async () => {
  const of = companionStage()
  expect(await list(of.world)).toBe('succeeded')
  expect(of.runner.outputs()).toEqual({ tokens: '[]', count: '0' })
  expect(told(of)).toEqual(['0 active access tokens on acme-dev.veevavault.com.'])
  expect(summaryOf(of)).toBe('### 0 active access tokens on acme-dev.veevavault.com\n\n')
})

describe('an empty list would say that there are none, so no output is set', () => {
  test('where there are mistakes in the inputs: all are told, and nothing is sent', async () => {
    const of = companionStage({ owner: 'him', 'unused-for': '2w' })
    expect(await list(of.world)).toBe('failed')
    expect(of.runner.annotations('error')).toEqual([
      expect.stringMatching(/^input: owner: /),
      expect.stringMatching(/^input: unused-for: /)
    ])
    expect({ sent: of.sent, outputs: of.runner.outputs() }).toEqual({ sent: [], outputs: {} })
  })

  test('where Vault does not answer; the session is ended', async () => {
    const of = companionStage()
    of.trouble(QUERY, lost, 9)
    expect(await list(of.world)).toBe('failed')
    expect(of.runner.annotations('error')).toEqual([expect.stringMatching(/^network: Listing the access tokens on acme-dev\./)])
    expect(of.runner.outputs()).toEqual({})
    expect(of.routes.at(-1)).toBe('DELETE /session')
  })
})

describe('of the tokens that Vault shows', () => {
  test('only those of whoever asks are meant, of everyone all, of a user by id that one’s', async () => {
    expect(listed(await listing('aba', {}))).toEqual(['V0', 'V2'])
    expect(listed(await listing('aba', { owner: 'everyone' }))).toEqual(['V0', 'V1', 'V2'])
    expect(listed(await listing('191', { owner: '9' }))).toEqual(['V1'])
  })

  test.each([
    ['everyone', '', ['no tokens']],
    ['everyone', 'aa', ['tokens of one user alone']],
    ['everyone', 'ab', []],
    ['9', 'aa', ['tokens of one user alone']],
    ['9', 'a9', []],
    ['', '', []],
    ['', 'aa', []]
  ])('those of others may be hidden: owner "%s", tokens "%s"', async (owner, users, shown) => {
    const of = await listing(users, { owner })
    expect(warnings(of)).toEqual(
      shown.map(
        what =>
          `vault-permission: acme-dev.veevavault.com shows ${what}: if others have any, the user who signs in lacks the permission to manage them.`
      )
    )
  })

  test('none are hidden from a user that asks for its own by id', async () => {
    const of = companionStage()
    of.inputs.owner = String(of.user.id)
    expect(await list(of.world)).toBe('succeeded')
    expect(warnings(of)).toEqual([])
  })

  test('20 or more of one user are warned of', async () => {
    const of = await listing('a'.repeat(20) + 'b'.repeat(19), {})
    expect(warnings(of)).toEqual([
      'token-limit: The user a holds 20 of 25 active tokens on acme-dev.veevavault.com: delete what nobody uses with the action delete-tokens.'
    ])
  })
})

describe('a credential that was given', () => {
  test.each(['access-token', 'session-id'])('is asked which Vault it is of: %s', async input => {
    const of = companionStage({ username: '', password: '', [input]: 'veeva-vault-GIVEN' })
    of.trouble(/^GET /, success({ values: { 'v26.2': 'https://other.veevavault.com/api/v26.2' } }))
    of.trouble(QUERY, tokensListed())
    expect(await list(of.world)).toBe('failed')
    expect([...of.routes].sort()).toEqual(['GET /api/', 'POST /query'])
    expect(of.runner.annotations('error')).toEqual([expect.stringMatching(/^vault-mismatch: .*other\.veevavault\.com/)])
  })
})

describe('where the listing does not say who asks', () => {
  const asking = (given: Record<string, string>) => {
    const of = companionStage(given)
    of.trouble(QUERY, success({ data: [tokenRecord()] }))
    return of
  }

  test('Vault is asked, and it says so in a header', async () => {
    const of = asking({})
    of.trouble(/users\/me$/, success({}, { 'x-vaultapi-userid': '12' }))
    expect(await list(of.world)).toBe('succeeded')
    expect(of.routes).toEqual(['POST /auth', 'POST /query', WHO, 'DELETE /session'])
    expect(listed(of)).toEqual([tokenRecord().id])
  })

  test('or in its answer', async () => {
    const of = asking({})
    of.trouble(/users\/me$/, success({ users: [{ user: { id: 12 } }] }))
    await list(of.world)
    expect(listed(of)).toEqual([tokenRecord().id])
  })

  test.each([
    [
      success({}, { 'x-vaultapi-executionid': 'E1' }),
      'vault-unavailable: Asking who the user is on acme-dev.veevavault.com failed: Vault does not say. Run again; if it stays, give owner the id of the user.'
    ],
    [success({ users: [{}] }), 'Vault does not say'],
    [
      failure('INSUFFICIENT_ACCESS'),
      'Asking who the user is on acme-dev.veevavault.com failed: Vault answered INSUFFICIENT_ACCESS'
    ]
  ])('and not there either, the step fails rather than list another’s', async (answer, said) => {
    const of = asking({})
    of.trouble(/users\/me$/, answer)
    expect(await list(of.world)).toBe('failed')
    expect(of.runner.annotations('error')).toEqual([expect.stringContaining(said)])
    expect(of.runner.outputs()).toEqual({})
  })

  test.each(['everyone', '12'])('it does not matter to owner: %s', async owner => {
    const of = asking({ owner })
    await list(of.world)
    expect(of.routes).not.toContain(WHO)
    expect(listed(of)).toEqual([tokenRecord().id])
  })
})
