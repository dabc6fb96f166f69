import { execFile, execFileSync } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from '@jest/globals'
import { startSimulator } from '../../../simulator/index.ts'
import { seal } from '../../../src/github/seal.ts'
import { checkRequest } from '../../helpers/openapi.ts'
import { githubStage, places } from './github-ask.ts'

/** Other people's programs as judges: GitHub's own client for the simulator, another libsodium for what is sealed. */

const works = (command: string, ...args: string[]): boolean => {
  try {
    execFileSync(command, args, { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}
const python = '/usr/bin/python3'
const gh = works('gh', '--version') ? test : test.skip
const nacl = works(python, '-c', 'import nacl') ? test : test.skip

gh('GitHub’s own client writes a secret of every scope (skipped where gh is not installed)', async () => {
  const simulator = await startSimulator()
  const folder = await mkdtemp(join(tmpdir(), 'gh-'))
  const { github, token, pipelines } = githubStage(simulator.world)
  pipelines.environments.push('staging')
  const host = `localhost:${simulator.httpsPort}`
  const env = {
    PATH: process.env.PATH,
    HOME: folder,
    GH_CONFIG_DIR: folder,
    GH_HOST: host,
    GH_ENTERPRISE_TOKEN: token.value,
    SSL_CERT_FILE: simulator.caFile,
    SSL_CERT_DIR: '/nonexistent'
  }
  const set = (...args: string[]) =>
    promisify(execFile)('gh', ['secret', 'set', 'TOKEN', '--body', 'from gh', ...args], { env, timeout: 20_000 })
  try {
    const inRepository = ['-R', `${host}/acme/pipelines`]
    await set(...inRepository)
    await set(...inRepository, '--env', 'staging')
    await set(...inRepository, '--app', 'dependabot')
    await set(...inRepository, '--app', 'codespaces')
    await set('--org', 'acme', '--visibility', 'all')
  } finally {
    await simulator.close()
    await rm(folder, { recursive: true })
  }
  for (const [place] of places) {
    const written = place.scope === 'environment' ? { ...place, environment: 'staging' } : place
    expect([written, github.secretAt(written, 'TOKEN')?.value]).toEqual([written, 'from gh'])
  }
  expect(github.secretAt({ scope: 'organization', organization: 'acme' }, 'TOKEN')?.visibility).toBe('all')
  const accepted = simulator.requests.filter(({ status = 0 }) => status < 300)
  expect(accepted.flatMap(checkRequest)).toEqual([])
})

nacl('PyNaCl opens what the action seals (skipped where python3-nacl is not installed)', () => {
  const value = 'veeva-vault-Ümläut\nand a second line'
  const run = (script: string, ...args: string[]) => execFileSync(python, ['-c', script, ...args], { encoding: 'utf8' }).trim()
  const start = 'import sys; from base64 import b64decode, b64encode; from nacl.public import PrivateKey, SealedBox; '
  const keys = run(
    `${start}k = PrivateKey.generate(); print(b64encode(bytes(k)).decode(), b64encode(bytes(k.public_key)).decode())`
  )
  const [privateKey = '', publicKey = ''] = keys.split(' ')
  const open = `${start}box = SealedBox(PrivateKey(b64decode(sys.argv[1]))); print(b64encode(box.decrypt(b64decode(sys.argv[2]))).decode())`
  expect(Buffer.from(run(open, privateKey, seal(value, publicKey)), 'base64').toString()).toBe(value)
})
