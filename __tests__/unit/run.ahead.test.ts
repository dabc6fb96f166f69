import { describe, expect, test } from '@jest/globals'
import { createAuthority } from '../../simulator/authority.ts'
import { run } from '../../src/run.ts'
import type { Settings } from '../../src/settings.ts'
import { reachAhead } from '../../src/token/reach.ts'
import type { SeenVault } from '../../src/vault/sign-in.ts'
import { sandboxes, sandboxRow, signedIn, success, tokenMade } from '../helpers/answers.ts'
import { passwordInputs, sandboxTarget, settings } from '../helpers/settings.ts'
import { host } from '../helpers/values.ts'
import { world } from '../helpers/world.ts'

const seen = (name: string, at: string): SeenVault => ({ id: '3003', name, host: at })
const devOne = seen('Dev One', 'acme-dev.veevavault.com')

/** Which hosts are connected to. */
const ahead = (given: Partial<Settings>, vaults: readonly SeenVault[] = [devOne]): readonly string[] => {
  const { history, ...rest } = world()
  reachAhead(settings(given), vaults, { ...rest })
  return history
}
const to = (...hosts: string[]) => hosts.map(each => `connect ${each}`)

describe('a sandbox is connected to ahead', () => {
  test('at the host that the sign-in tells for its name', () => {
    const other = seen('Other', 'acme-other.veevavault.com')
    expect(ahead({}, [other, devOne])).toEqual(to('acme-dev.veevavault.com'))
  })

  test('at sandbox-dns, before the sign-in tells anything, and whatever it tells', () => {
    const target = sandboxTarget({ dns: host('acme-given.veevavault.com') })
    expect(ahead({ target }, [])).toEqual(to('acme-given.veevavault.com'))
    expect(ahead({ target })).toEqual(to('acme-given.veevavault.com'))
  })

  test('where several are named, the first ten', () => {
    const names = Array.from({ length: 12 }, (_, n) => `S${n}`)
    const vaults = names.map(name => seen(name, `acme-${name}.veevavault.com`))
    const target = sandboxTarget({ which: { are: 'named', names } })
    expect(ahead({ target }, vaults)).toEqual(to(...names.slice(0, 10).map(name => `acme-${name.toLowerCase()}.veevavault.com`)))
  })
})

describe('nothing is connected to ahead', () => {
  test.each<[string, Partial<Settings>, SeenVault[]]>([
    ['where the sign-in tells nothing', {}, []],
    ['where it tells other names only', {}, [seen('dev one', devOne.host)]],
    ['at a host that is no Vault’s', {}, [seen('Dev One', 'acme-dev.veevavault.com.evil.example')]],
    ['at no host', {}, [seen('Dev One', '')]],
    ['where the sandbox’s own Vault is not contacted at all', { verify: false }, [devOne]],
    ['where a job has to end first', { target: sandboxTarget({ jobId: '77' }) }, [devOne]],
    ['for every sandbox, as none is named', { target: sandboxTarget({ which: { are: 'every', except: [] } }) }, [devOne]],
    ['for the Vault itself', { target: { is: 'vault' } }, [devOne]]
  ])('%s', (_, given, vaults) => {
    expect(ahead(given, vaults)).toEqual([])
  })
})

/** A run up to the call that generates, in which the sign-in tells of a sandbox. */
const until = async (auth = signedIn(), more: Record<string, string> = {}) => {
  const script = [auth, sandboxes(sandboxRow()), tokenMade()]
  const of = world({ inputs: passwordInputs(more), script })
  await run(of).catch(() => {})
  const made = of.history.findIndex(step => step.startsWith('POST /objects'))
  return of.history.slice(0, made < 0 ? undefined : made).filter(step => /^(connect|POST|GET) /.test(step))
}
const telling = (vaultId: number, at = 'https://acme-dev.veevavault.com/api') =>
  success({
    sessionId: 'SESSION-VALUE',
    vaultId,
    vaultIds: [
      { id: 1001, name: 'Acme', url: 'https://acme.veevavault.com/api' },
      { id: 3003, name: 'Dev One', url: at }
    ]
  })

describe('in a run', () => {
  test('the sandbox is connected to before Vault lists it, and what Vault lists is made sure of', async () => {
    expect(await until(telling(1001))).toEqual([
      'POST /auth',
      'connect acme-dev.veevavault.com',
      'GET /objects/sandbox',
      'connect acme-dev.veevavault.com'
    ])
  })

  test('a host that was told wrong is not where the token goes', async () => {
    expect((await until(telling(1001, 'https://acme-old.veevavault.com/api'))).slice(1)).toEqual([
      'connect acme-old.veevavault.com',
      'GET /objects/sandbox',
      'connect acme-dev.veevavault.com'
    ])
  })

  test('sandbox-dns is connected to beside the sign-in', async () => {
    const [first] = await until(signedIn(), { 'sandbox-dns': 'acme-dev.veevavault.com' })
    expect(first).toBe('connect acme-dev.veevavault.com')
  })

  test('certificates are trusted before anything is connected to', async () => {
    const inputs = passwordInputs({ 'sandbox-dns': 'acme-dev.veevavault.com', 'ca-certificate': createAuthority().caPem })
    const of = world({ inputs, script: [] })
    await run(of).catch(() => {})
    expect(of.history.filter(step => /^(trust|connect)/.test(step))).toEqual(['trust', 'connect acme-dev.veevavault.com'])
  })

  test('nothing is connected to by a sign-in that landed in another Vault', async () => {
    expect(await until(telling(3003))).toEqual(['POST /auth'])
  })
})
