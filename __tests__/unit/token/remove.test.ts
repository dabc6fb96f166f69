import { describe, expect, test } from '@jest/globals'
import { remove, removeTwins } from '../../../src/token/remove.ts'
import { failure, success } from '../../helpers/answers.ts'
import { site } from '../../helpers/settings.ts'
import { count, DELETING, QUERY, stage } from '../../helpers/stage.ts'
import { host, secret } from '../../helpers/values.ts'

/** A token of ours on the sandbox, and how it is to be deleted. */
const token = (given: { twins?: boolean; worked?: boolean; contacted?: boolean } = {}) => {
  const { twins = false, worked = true, contacted = true } = given
  const of = stage()
  const { id, name, value } = of.ours({ agoMinutes: 0 })
  const twin = () => of.ours({ agoMinutes: 0, name })
  const at = {
    called: 'Dev One',
    vaultId: '3003',
    site: contacted ? site({ host: host(of.sandbox.host) }) : undefined
  }
  const removable = { at, id, name, value: secret(value), twins, worked }
  return { of, id, twin, gone: () => remove(removable, 30_000, of.world), twinsGone: () => removeTwins(removable, of.world) }
}
const refused = success({ data: [{ responseStatus: 'FAILURE', errors: [{ type: 'INSUFFICIENT_ACCESS', message: 'No' }] }] })
const notContacted = { is: 'failed', reason: 'its Vault is not to be contacted (verify: false), or its DNS is not known' }

describe('a token', () => {
  test('deletes itself, and its twins', async () => {
    const alone = token()
    expect(await alone.gone()).toEqual({ is: 'gone' })
    expect(alone.of.living()).toEqual([])
    expect(count(alone.of, QUERY)).toBe(0)
    const two = token({ twins: true })
    two.twin()
    expect(await two.gone()).toEqual({ is: 'gone' })
    expect(two.of.living()).toEqual([])
  })

  test('is not asked where its Vault is not to be contacted', async () => {
    const { of, gone, twinsGone } = token({ contacted: false })
    expect(await gone()).toEqual(notContacted)
    expect(await twinsGone()).toEqual(notContacted)
    expect(of.routes).toEqual([])
  })

  test('goes alone where its twins can’t be listed, and that is told', async () => {
    const { of, gone } = token({ twins: true })
    of.trouble(QUERY, failure('INSUFFICIENT_ACCESS', 'No.'), 9)
    expect(await gone()).toEqual({
      is: 'failed',
      reason: expect.stringMatching(/^it is gone, but a second one of its name may be there \(.*INSUFFICIENT_ACCESS: No\)$/)
    })
    expect(of.living()).toEqual([])
  })

  test.each([true, false])('that its Vault does not know is unknown (twins: %s)', async twins => {
    const { of, gone } = token({ twins })
    of.trouble(QUERY, failure('INVALID_SESSION_ID', 'No.'), 99)
    of.trouble(DELETING, failure('INVALID_SESSION_ID', 'No.'), 99)
    expect(await gone()).toEqual({ is: 'unknown', reason: expect.stringMatching(/INVALID_SESSION_ID: No$/) })
    expect(count(of, DELETING)).toBe(twins ? 0 : 1)
  })

  test('that never worked is waited for', async () => {
    const { of, gone } = token({ worked: false })
    of.trouble(DELETING, failure('INVALID_SESSION_ID', 'No.'), 3)
    expect(await gone()).toEqual({ is: 'gone' })
    expect(of.waits).toEqual([2_000, 2_000, 2_000])
  })

  test('that Vault refuses to delete is still there', async () => {
    const { of, gone } = token()
    of.trouble(DELETING, refused)
    expect(await gone()).toEqual({ is: 'failed', reason: 'Vault answered INSUFFICIENT_ACCESS: No' })
    of.trouble(DELETING, failure('INSUFFICIENT_ACCESS', 'No.'))
    expect(await gone()).toEqual({ is: 'failed', reason: expect.stringMatching(/INSUFFICIENT_ACCESS: No$/) })
  })
})

describe('its twins alone', () => {
  test('are deleted, and it stays', async () => {
    const { of, id, twin, twinsGone } = token()
    twin()
    expect(await twinsGone()).toEqual({ is: 'gone' })
    expect(of.living()).toEqual([id])
  })

  test('are gone where there are none, and nothing is deleted', async () => {
    const { of, id, twinsGone } = token()
    expect(await twinsGone()).toEqual({ is: 'gone' })
    expect(of.living()).toEqual([id])
    expect(count(of, DELETING)).toBe(0)
  })

  test('stay where Vault refuses, or can’t be asked', async () => {
    const { of, twin, twinsGone } = token()
    twin()
    of.trouble(DELETING, refused)
    expect(await twinsGone()).toEqual({ is: 'failed', reason: 'Vault answered INSUFFICIENT_ACCESS: No' })
    of.trouble(QUERY, failure('INSUFFICIENT_ACCESS', 'No.'), 9)
    expect(await twinsGone()).toEqual({ is: 'failed', reason: expect.stringMatching(/INSUFFICIENT_ACCESS: No$/) })
  })
})
