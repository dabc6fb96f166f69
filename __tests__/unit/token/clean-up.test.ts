import { describe, expect, test } from '@jest/globals'
import type { SimToken } from '../../../simulator/world.ts'
import { obtainToken } from '../../../src/token/index.ts'
import type { KeepPrevious } from '../../../src/token/rotation.ts'
import { failure, success } from '../../helpers/answers.ts'
import { count, DELETING, lines, QUERY, RECORD, type Stage, stage, warnings } from '../../helpers/stage.ts'
import { errorOf } from '../../helpers/values.ts'

const at = 'acme-dev.veevavault.com'
const named = ({ id, name }: SimToken) => `"${name}" (id ${id})`
const row = (...ids: string[]) =>
  success({
    data: ids.map(id =>
      id === ''
        ? { responseStatus: 'FAILURE', errors: [{ type: 'INSUFFICIENT_ACCESS', message: 'No' }] }
        : { responseStatus: 'SUCCESS', data: { id } }
    )
  })
const refused = row('')

/** A rotation of a secret that holds a token of ours, which goes. */
const rotating = async (arrange: (of: Stage, held: SimToken) => unknown = () => {}, keepPrevious: KeepPrevious = 0) => {
  const of = stage()
  const held = of.holds(of.ours({ agoMinutes: 120 }))
  arrange(of, held)
  const task = await of.secretTask({ keepPrevious })
  const obtained = await obtainToken(task, of.world)
  const revoked = obtained.is === 'generated' && obtained.handedOn.as === 'secret' ? obtained.handedOn.revoked : undefined
  return { of, held, revoked, told: lines(of).filter(line => /^(Deleted|Left alone)/.test(line)) }
}

test('what a token replaced is deleted with it, and told', async () => {
  const { of, held, revoked, told } = await rotating()
  expect(told).toEqual([`Deleted the token ${named(held)} on ${at}.`])
  expect(revoked).toEqual([held.id])
  expect(of.living()).toEqual([of.newest().id])
  expect(warnings(of)).toEqual([])
  expect(count(of, QUERY)).toBe(1)
})

test('what stays is not asked to go', async () => {
  const { of, held, revoked, told } = await rotating(() => {}, 1)
  expect([told, revoked]).toEqual([[], []])
  expect(of.living()).toEqual([held.id, of.newest().id])
  expect(count(of, DELETING)).toBe(0)
})

test('what is younger than 15 minutes is left alone, and named', async () => {
  const young: SimToken[] = []
  const { of, told } = await rotating(of => young.push(of.ours({ agoMinutes: 5 }), of.ours({ agoMinutes: 14 })))
  expect(told[0]).toBe(
    `Left alone on ${at}, because another run may be about to store what is younger than 15 minutes: ${young.map(named).join(' and ')}. The action delete-tokens deletes at once.`
  )
  expect(of.living()).toEqual(expect.arrayContaining(young.map(({ id }) => id)))
})

describe('what can’t be deleted', () => {
  const left = (token: SimToken, why: string) =>
    `token left behind: Deleting ${named(token)} on ${at} failed: ${why}. The next rotation tries again.`

  test('is a warning where Vault refuses', async () => {
    const { of, held, revoked, told } = await rotating(of => of.trouble(DELETING, refused))
    expect(warnings(of)).toEqual([left(held, 'Vault answered INSUFFICIENT_ACCESS: No')])
    expect([told, revoked]).toEqual([[], []])
  })

  test('is none where another run deleted it in between', async () => {
    const { of, revoked, told } = await rotating((of, held) =>
      of.trouble(DELETING, () => {
        held.deleted = true
        return refused
      })
    )
    expect([warnings(of), told, revoked]).toEqual([[], [], []])
    expect(count(of, QUERY)).toBe(2)
  })

  test('is a warning also where nobody can be asked whether it is still there', async () => {
    const { of, held } = await rotating(of => {
      of.trouble(DELETING, refused)
      of.trouble(QUERY, () => {})
      of.trouble(QUERY, failure('INSUFFICIENT_ACCESS', 'No.'), 9)
    })
    expect(warnings(of)).toEqual([left(held, 'Vault answered INSUFFICIENT_ACCESS: No')])
  })

  test('is told of each by its own name, and what went is told too', async () => {
    const old: SimToken[] = []
    const { of, held, revoked, told } = await rotating((of, held) => {
      old.push(of.ours({ agoMinutes: 300 }))
      of.trouble(DELETING, () => {
        held.deleted = true
        return success({
          data: JSON.parse(of.sent.at(-1)?.body ?? '[]').map(
            ({ id }: { id: string }) => JSON.parse(row(id === held.id ? id : '').text).data[0]
          )
        })
      })
    })
    expect(told).toEqual([`Deleted the token ${named(held)} on ${at}.`])
    expect(revoked).toEqual([held.id])
    expect(warnings(of)).toEqual(old.map(token => left(token, 'Vault answered INSUFFICIENT_ACCESS: No')))
  })

  test('is a warning where the whole call is refused', async () => {
    const { of, held, revoked } = await rotating(of => of.trouble(DELETING, failure('INSUFFICIENT_ACCESS', 'No.')))
    expect(warnings(of)).toEqual([expect.stringContaining(`Deleting ${named(held)} on ${at} failed: Deleting `)])
    expect(warnings(of)[0]).toMatch(/INSUFFICIENT_ACCESS: No\. The next rotation tries again\.$/)
    expect(revoked).toEqual([])
  })
})

test('where the older tokens can’t be listed none is deleted, and it is told', async () => {
  const { of, held } = await rotating(of => of.trouble(QUERY, failure('INSUFFICIENT_ACCESS', 'No.'), 9))
  expect(warnings(of)).toEqual([
    expect.stringMatching(new RegExp(`So no older token on ${at} was deleted; the next rotation does that\\.$`))
  ])
  expect(of.living()).toContain(held.id)
})

test('a new token that somebody deletes in the meantime fails the step', async () => {
  const of = stage()
  of.holds(of.ours({ agoMinutes: 120 }))
  of.trouble(DELETING, () => {
    of.newest().deleted = true
  })
  const task = await of.secretTask({ keepPrevious: 0 })
  expect(await errorOf(obtainToken(task, of.world))).toMatchObject({
    code: 'token-unverified',
    message: `${at} no longer knows the new token ${named(of.newest())}, which it had accepted: somebody deleted it.`,
    hint: 'What holds it holds a dead token: run again now, and see in Vault’s audit trail who deletes the tokens of this user.'
  })
})

test('near the limit the tokens that went are not counted', async () => {
  const crowd = (n: number) => (of: Stage) => {
    for (let each = 0; each < n; each++) of.model.mint(of.sandbox, of.user, { name: `by hand ${each}` })
  }
  const near = await rotating(crowd(18))
  const nearer = await rotating(crowd(19))
  expect([warnings(near.of), warnings(nearer.of)]).toEqual([
    [],
    [expect.stringContaining('The user holds 20 of 25 active tokens')]
  ])
  expect(count(near.of, RECORD)).toBe(1)
})
