import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { annotations, expectNoSecretShown, isGenerate, openStage, type Stage, trouble } from './stage.ts'

let stage: Stage
beforeEach(async () => {
  stage = await openStage()
})
afterEach(() => stage.simulator.close())

const generated = () => stage.simulator.requests.filter(isGenerate).length
/** A step that fails before anything is generated. Out: its errors. */
const refused = async (inputs: Record<string, string>, env: Record<string, string> = {}): Promise<string> => {
  const main = await stage.step(inputs, { env })
  expect(main.exitCode).toBe(1)
  expect(generated()).toBe(0)
  expectNoSecretShown(main, stage)
  expect((await stage.after(main)).exitCode).toBe(0)
  return annotations(main, 'error').join('\n')
}
const forUat = () => ({ ...stage.byToken, 'sandbox-name': 'UAT' })

describe('runners', () => {
  test('a run attempt that is empty still makes a name that is known again', async () => {
    const env = { GITHUB_RUN_ATTEMPT: '', GITHUB_RUN_ID: '' }
    const ids: (string | undefined)[] = []
    for (let run = 0; run < 3; run++) {
      const main = await stage.step(stage.storing, { env })
      expect(main.exitCode).toBe(0)
      ids.push(main.outputs['token-id'])
      stage.world.clock.advance(20 * 60_000)
    }
    expect(stage.world.liveTokens(stage.uat).map(({ id }) => id)).toEqual(ids.slice(1))
  })

  test.each(['GITHUB_OUTPUT', 'GITHUB_STATE'])(
    '%s that names a folder, or a file that is gone, is told before the first call',
    async variable => {
      const folder = mkdtempSync(join(tmpdir(), 'runner-'))
      for (const [path, code] of [
        [folder, 'EISDIR'],
        [join(folder, 'gone'), 'ENOENT']
      ] as const) {
        const error = await refused(forUat(), { [variable]: path })
        expect(error).toBe(
          `internal: The runner’s file ${path} (${variable}) can’t be written: ${code}.${error.slice(error.indexOf(`${code}.`) + code.length + 1)}`
        )
        expect(stage.simulator.requests).toEqual([])
      }
      rmSync(folder, { recursive: true })
    }
  )

  test('the post step trusts what main trusted, whatever its own inputs say', async () => {
    const env = { NODE_EXTRA_CA_CERTS: '' }
    const main = await stage.step({ ...forUat(), 'ca-certificate': stage.simulator.caPem.replaceAll('\n', ' ') }, { env })
    expect(main.exitCode).toBe(0)
    const post = await stage.after(main, { inputs: { 'ca-certificate': '' }, env })
    expect(post.log).toContain('Deleted the token')
    expect(stage.world.liveTokens(stage.uat)).toEqual([])
  })

  test('an input whose name has an underscore is an error, not a step without its effect', async () => {
    expect(await refused({ ...forUat(), secret_name: 'VAULT_TOKEN' })).toContain('did you mean secret-name?')
  })
})

describe('what is pasted', () => {
  test('a byte order mark before a password does not spend a try of it', async () => {
    const main = await stage.step({
      ...stage.byPassword,
      password: `\ufeff${stage.user.password}\r\n`,
      'sandbox-name': '\ufeffUAT\u200b'
    })
    expect(main.exitCode).toBe(0)
    expect(stage.user.wrongPasswords).toBe(0)
  })

  test.each([
    ['x', 'one or two characters'],
    ['   ', 'is required with username']
  ])('a password of %j is refused, and never a mask', async (password, why) => {
    const main = await stage.step({ ...stage.byPassword, password, 'sandbox-name': 'UAT' })
    expect(annotations(main, 'error').join()).toContain(why)
    expect(main.masks).toEqual([])
  })

  test('toJSON(secrets) for a token is refused, and its braces are no mask', async () => {
    const main = await stage.step({ ...forUat(), 'access-token': '{\n  "A": "value of a",\n  "B": "b"\n}' })
    expect(main.exitCode).toBe(1)
    expect(main.masks).not.toContain('{')
    expect(main.masks.some(mask => mask.includes('\n'))).toBe(false)
  })
})

describe('Vault', () => {
  test('a token of another Vault is found out before anything is generated', async () => {
    const other = stage.world.addVault({ host: 'other.veevavault.com' })
    const foreign = stage.world.mint(other, stage.user)
    stage.vault.answersFor = other
    expect(await refused({ ...forUat(), 'access-token': foreign.value })).toMatch(
      /^vault-mismatch: .*it is of other\.veevavault\.com/
    )
  })

  test('404 with an envelope, when generating, is about the sandbox', async () => {
    stage.world.malformedUrlStatus = 404
    stage.simulator.fault({
      on: isGenerate,
      do: {
        status: 404,
        body: '{"responseStatus":"FAILURE","errors":[{"type":"MALFORMED_URL","message":"The specified resource cannot be found."}]}'
      }
    })
    const main = await stage.step(forUat())
    expect(annotations(main, 'error').join()).toMatch(/^vault-refused: .*knows no sandbox of this name/)
  })

  test('a gateway’s 401 is no word of Vault’s on the current token', async () => {
    expect((await stage.step(stage.storing)).exitCode).toBe(0)
    trouble(stage.simulator, ({ path }) => path.endsWith('/query'), { status: 401, body: 'Unauthorized' }, 9)
    const main = await stage.step({ ...stage.storing, 'current-token': stage.secret() ?? '' })
    expect(annotations(main, 'error').join()).toMatch(/^vault-unavailable: .*status 401/)
    expect(generated()).toBe(1)
  })

  test('a sandbox called .. in the listing gets no token of the production Vault', async () => {
    stage.world.addSandbox(stage.vault, { name: '..', host: 'acme-odd.veevavault.com' })
    const main = await stage.step({ ...stage.byToken, 'sandbox-name': '*' })
    expect(main.exitCode).toBe(1)
    expect(annotations(main, 'error').join()).toContain('host-refused')
    expect(stage.world.liveTokens(stage.vault).map(({ value }) => value)).toEqual([stage.stored.value])
  })

  test('of two sandboxes of one name the active one counts', async () => {
    const [old] = stage.world.vaults.splice(stage.world.vaults.indexOf(stage.uat), 1)
    const gone = stage.world.addSandbox(stage.vault, { name: 'UAT', host: 'acme-old.veevavault.com', status: 'deleting' })
    if (old) stage.world.vaults.push(old)
    const main = await stage.step(forUat())
    expect(main.exitCode).toBe(0)
    expect(main.outputs['sandbox-vault-id']).not.toBe(String(gone.id))
  })
})

test('NODE_TLS_REJECT_UNAUTHORIZED=0 does not have a token go to a peer that nobody checked', async () => {
  expect(await refused(forUat(), { NODE_TLS_REJECT_UNAUTHORIZED: '0', NODE_EXTRA_CA_CERTS: '' })).toContain('ca-certificate')
  expect(stage.simulator.requests).toEqual([])
})

test('Node warns of nothing behind a proxy with a password, so that --throw-deprecation changes nothing', async () => {
  const main = await stage.step(forUat(), { env: { NODE_OPTIONS: '--throw-deprecation' } })
  expect(main).toMatchObject({ exitCode: 0, stderr: '' })
})
