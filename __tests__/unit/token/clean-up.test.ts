import { describe, expect, test } from '@jest/globals'
import type { SimToken } from '../../../simulator/world.ts'
import { cleanUp } from '../../../src/token/clean-up.ts'
import type { KeepPrevious } from '../../../src/token/rotation.ts'
import { failure, lost, success, tokenRecord, tokensListed } from '../../helpers/answers.ts'
import { DELETING, GET_SECRET, QUERY, repositoryPlace, type Stage, stage } from '../../helpers/stage.ts'

/** The secret was just written with a new token, and what it replaced is to go. */
const cleaning = async (
  of: Stage,
  {
    keepPrevious = 1 as KeepPrevious,
    at = undefined as Date | undefined,
    writeAgain = () => {},
    fresh = of.ours({ agoMinutes: 0 }),
    alive = () => {}
  } = {}
) => {
  const secret = await of.ready()
  of.github.setSecret(repositoryPlace, 'VAULT_TOKEN', fresh.value)
  const written = at ?? of.github.secretAt(repositoryPlace, 'VAULT_TOKEN')?.updatedAt
  writeAgain()
  of.routes.length = 0
  const cleaned = await cleanUp(
    {
      vault: of.vaultAs(of.sandbox.host, fresh.value),
      tokenId: fresh.id,
      mark: of.mark,
      stored: { secret, at: written, keepPrevious },
      alive
    },
    of.world
  )
  return { cleaned, fresh }
}
const ids = (...tokens: SimToken[]): string[] => tokens.map(({ id }) => id)
const warnings = (of: Stage) => of.runner.annotations('warning')

test('what was superseded is deleted but for the newest, with the new token, and each is told', async () => {
  const of = stage()
  const [oldest, older, previous] = [of.ours({ agoMinutes: 90 }), of.ours({ agoMinutes: 60 }), of.ours({ agoMinutes: 30 })]
  const { cleaned, fresh } = await cleaning(of)
  expect(cleaned).toEqual({ is: 'clean', revoked: ids(older, oldest) })
  expect(of.living()).toEqual(ids(previous, fresh))
  expect(of.sent.find(({ method }) => method === 'DELETE')?.headers.authorization).toBe(`Bearer ${fresh.value}`)
  expect(of.runner.effects.filter(({ does }) => does === 'info').map(({ text }) => text)).toEqual([
    `Deleted the token "${older.name}" (id ${older.id}) on acme-dev.veevavault.com.`,
    `Deleted the token "${oldest.name}" (id ${oldest.id}) on acme-dev.veevavault.com.`
  ])
  expect(warnings(of)).toEqual([])
})

test('where nothing is superseded nothing is sent but the two questions', async () => {
  const of = stage()
  const { cleaned } = await cleaning(of)
  expect(cleaned).toEqual({ is: 'clean', revoked: [] })
  expect([...of.routes].sort()).toEqual(['GET /repos/acme/pipelines/actions/secrets/VAULT_TOKEN', 'POST /query'])
})

test('what is not ours stays: by hand, of another label, destination or user', async () => {
  const of = stage()
  of.model.mint(of.sandbox, of.user, { name: 'made by hand' })
  of.ours({ of: { ...of.mark, label: 'nightly' } })
  of.ours({ of: { ...of.mark, destination: '00000000' } })
  of.ours().user = of.model.addUser({ name: 'other@acme.com', password: 'x' })
  const before = of.living()
  const { fresh } = await cleaning(of, { keepPrevious: 0 })
  expect(of.living()).toEqual([...before, fresh.id])
})

describe('a new token that is dead is told as such, and nothing is deleted', () => {
  test.each<[string, (of: Stage, fresh: SimToken) => void]>([
    [
      'because Vault refuses it',
      (_of, fresh) => {
        fresh.deleted = true
      }
    ],
    ['because its own record is not in the list', of => of.trouble(QUERY, tokensListed(tokenRecord({ id: 'another' })))]
  ])('%s', async (_why, arrange) => {
    const of = stage()
    of.ours()
    const fresh = of.ours({ agoMinutes: 0 })
    arrange(of, fresh)
    let lived = false
    const { cleaned } = await cleaning(of, {
      fresh,
      keepPrevious: 0,
      alive: () => {
        lived = true
      }
    })
    expect(cleaned).toEqual({ is: 'dead' })
    expect(of.routes.filter(route => DELETING.test(route))).toEqual([])
    expect(lived).toBe(false)
  })
})

describe('a new token that has shown that it lives', () => {
  test('is told so before anything is deleted', async () => {
    const of = stage()
    of.ours()
    const told: number[] = []
    await cleaning(of, { keepPrevious: 0, alive: () => told.push(of.routes.filter(route => DELETING.test(route)).length) })
    expect(told).toEqual([0])
    expect(of.routes.filter(route => DELETING.test(route))).toHaveLength(1)
  })

  test('is told so where the list can’t be read too, since nothing more will be generated', async () => {
    const of = stage()
    of.trouble(QUERY, lost, 4)
    let times = 0
    await cleaning(of, {
      alive: () => {
        times++
      }
    })
    expect(times).toBe(1)
  })

  test('and is dead by the time that it deletes, has died late, and nothing counts as deleted', async () => {
    const of = stage()
    of.ours()
    const fresh = of.ours({ agoMinutes: 0 })
    of.trouble(DELETING, () => {
      fresh.deleted = true
    })
    const { cleaned } = await cleaning(of, { fresh, keepPrevious: 0 })
    expect(cleaned).toEqual({ is: 'dead late' })
    expect(warnings(of)).toEqual([])
  })
})

describe('when somebody else has written the secret since', () => {
  const superseded = (of: Stage) => {
    of.ours({ agoMinutes: 90 })
    of.ours({ agoMinutes: 60, used: false })
  }

  test('only what a lost answer left under the same name is deleted: the later writer does the rest', async () => {
    const of = stage()
    superseded(of)
    const fresh = of.ours({ agoMinutes: 0 })
    const twin = of.ours({ agoMinutes: 0, used: false, name: fresh.name })
    const { cleaned } = await cleaning(of, {
      fresh,
      keepPrevious: 0,
      writeAgain: () => {
        of.model.clock.advance(2_000)
        of.github.setSecret(repositoryPlace, 'VAULT_TOKEN', 'of somebody else')
      }
    })
    expect(cleaned).toEqual({ is: 'clean', revoked: [twin.id] })
    expect(of.living()).toHaveLength(3)
    expect(warnings(of)).toEqual([])
  })

  test('or GitHub did not say when we wrote it, nobody knows, and nothing else is deleted', async () => {
    const of = stage()
    superseded(of)
    const fresh = of.ours({ agoMinutes: 0 })
    const secret = await of.ready()
    of.github.setSecret(repositoryPlace, 'VAULT_TOKEN', fresh.value)
    const vault = of.vaultAs(of.sandbox.host, fresh.value)
    const stored = { secret, at: undefined, keepPrevious: 0 }
    expect(await cleanUp({ vault, tokenId: fresh.id, mark: of.mark, stored, alive: () => {} }, of.world)).toEqual({
      is: 'clean',
      revoked: []
    })
  })

  test.each<[string, Parameters<Stage['trouble']>[1], number, string]>([
    ['can’t be asked', lost, 4, 'network'],
    ['may not be asked', { is: 'answer', status: 403, headers: {}, text: '{"message":"No."}' }, 1, 'github-permission']
  ])('or GitHub %s, the same, with a warning', async (_what, trouble, times, code) => {
    const of = stage()
    superseded(of)
    of.trouble(GET_SECRET, trouble, times)
    const { cleaned } = await cleaning(of, { keepPrevious: 0 })
    expect(cleaned).toEqual({ is: 'clean', revoked: [] })
    expect(warnings(of)).toEqual([expect.stringMatching(new RegExp(`^${code}: .* only what a lost answer left is deleted`))])
  })
})

describe('what Vault does not delete', () => {
  const row = (id: string, error?: [type: string, message: string]) =>
    error
      ? { responseStatus: 'FAILURE', data: { id }, errors: [{ type: error[0], message: error[1] }] }
      : { responseStatus: 'SUCCESS', data: { id } }

  test('inside of its SUCCESS is a warning with name and id, and the others count as deleted', async () => {
    const of = stage()
    const [oldest, older] = [of.ours({ agoMinutes: 90 }), of.ours({ agoMinutes: 60 })]
    of.trouble(DELETING, success({ data: [row(older.id), row(oldest.id, ['OPERATION_NOT_ALLOWED', 'Locked.'])] }))
    const { cleaned } = await cleaning(of, { keepPrevious: 0 })
    expect(cleaned).toEqual({ is: 'clean', revoked: [older.id] })
    expect(warnings(of)).toEqual([
      `token left behind: Deleting the token "${oldest.name}" (id ${oldest.id}) on acme-dev.veevavault.com failed: Vault answered OPERATION_NOT_ALLOWED: Locked. The next rotation tries again.`
    ])
  })

  test('because an overlapping run has done so in between is no warning', async () => {
    const of = stage()
    const [gone, older] = [of.ours({ agoMinutes: 90 }), of.ours({ agoMinutes: 60 })]
    of.trouble(DELETING, () => {
      gone.deleted = true
    })
    const { cleaned } = await cleaning(of, { keepPrevious: 0 })
    expect(cleaned).toEqual({ is: 'clean', revoked: [older.id] })
    expect(warnings(of)).toEqual([])
  })

  test('at all, since the call came to nothing, is a warning for each', async () => {
    const of = stage()
    const two = [of.ours({ agoMinutes: 90 }), of.ours({ agoMinutes: 60 })]
    of.trouble(DELETING, lost, 4)
    const { cleaned } = await cleaning(of, { keepPrevious: 0 })
    expect(cleaned).toEqual({ is: 'clean', revoked: [] })
    expect([...warnings(of)].sort()).toEqual(
      two.map(
        ({ name, id }) =>
          `token left behind: Deleting the token "${name}" (id ${id}) on acme-dev.veevavault.com failed: Deleting 2 tokens on acme-dev.veevavault.com failed: the connection was lost (ECONNRESET). The next rotation tries again.`
      )
    )
  })

  test('does not make a token that it did delete one that is left behind, when the list can’t be read again', async () => {
    const of = stage()
    const [oldest, older] = [of.ours({ agoMinutes: 90 }), of.ours({ agoMinutes: 60 })]
    of.trouble(DELETING, success({ data: [row(older.id), row(oldest.id, ['OPERATION_NOT_ALLOWED', 'Locked.'])] }))
    of.trouble(QUERY, () => of.trouble(QUERY, lost, 4))
    const { cleaned } = await cleaning(of, { keepPrevious: 0 })
    expect(cleaned).toEqual({ is: 'clean', revoked: [older.id] })
    expect(warnings(of).join('\n')).not.toContain(`(id ${older.id})`)
    expect(warnings(of).join('\n')).toContain(`(id ${oldest.id})`)
  })

  test.each<[string, Parameters<Stage['trouble']>[1], number, string]>([
    ['can’t be reached', lost, 4, 'network'],
    ['does not let a token look', failure('INSUFFICIENT_ACCESS', 'No.'), 1, 'vault-permission']
  ])(
    'because the list can’t be read, since Vault %s, is left to the next rotation, with a warning',
    async (_why, trouble, times, code) => {
      const of = stage()
      of.ours()
      of.trouble(QUERY, trouble, times)
      const { cleaned } = await cleaning(of, { keepPrevious: 0 })
      expect(cleaned).toEqual({ is: 'clean', revoked: [] })
      expect(warnings(of)).toEqual([
        expect.stringMatching(new RegExp(`^${code}: .* No older token was deleted; the next rotation does that\\.$`))
      ])
    }
  )
})

test('an output supersedes nothing: only its twin of the same name goes, and GitHub is not asked', async () => {
  const of = stage()
  const previous = of.ours()
  const orphan = of.ours({ used: false })
  const fresh = of.ours({ agoMinutes: 0 })
  const twin = of.ours({ agoMinutes: 0, used: false, name: fresh.name })
  const vault = of.vaultAs(of.sandbox.host, fresh.value)
  const cleaned = await cleanUp({ vault, tokenId: fresh.id, mark: of.mark, stored: undefined, alive: () => {} }, of.world)
  expect(cleaned).toEqual({ is: 'clean', revoked: [twin.id] })
  expect(of.living()).toEqual(ids(previous, orphan, fresh))
  expect(of.routes).toEqual(['POST /query', 'DELETE /vobjects/api_access_token__sys'])
})

describe('a user near the limit is warned', () => {
  test.each([
    [19, 0, false],
    [20, 0, true],
    [24, 0, true],
    [21, 1, true],
    [20, 1, false]
  ])('with %i active tokens, of which %i is deleted: %p', async (active, goes, warned) => {
    const of = stage()
    for (let index = 0; index < goes; index++) of.ours()
    for (let index = 0; index < active - goes - 1; index++) of.model.mint(of.sandbox, of.user)
    await cleaning(of, { keepPrevious: 0 })
    expect(warnings(of)).toEqual(
      warned ? [expect.stringMatching(`^token-limit: The user holds ${active - goes} of 25 active tokens on acme-dev`)] : []
    )
  })

  test('not for the tokens of others, also where they can be seen', async () => {
    const of = stage()
    of.user.managesTokens = true
    const other = of.model.addUser({ name: 'other@acme.com', password: 'x' })
    for (let index = 0; index < 24; index++) of.model.mint(of.sandbox, other)
    await cleaning(of)
    expect(warnings(of)).toEqual([])
  })
})
