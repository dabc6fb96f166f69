import { writeFileSync } from 'node:fs'
import { createInterface } from 'node:readline/promises'
import { createWorld } from '../src/action/step.ts'
import { createCredentialStore } from '../src/core/credential.ts'
import type { Runner } from '../src/core/runner.ts'
import type { World } from '../src/net/world.ts'
import { readSettings, runProbe } from './probe.ts'

const REPORT = 'probe-report.md'

const PLAN = `It
- signs in, and generates about ten tokens of your user, all but one for the sandbox; each for an
  hour, but one for a minute, and one for ten years, which it deletes at once;
- deletes all of them, also after an error or Ctrl-C. If Vault lets no token delete itself, the last
  one stays until it expires, within an hour;
- takes up to 10 minutes, and writes ${REPORT}, without names, values and hosts.`

async function isConfirmed(): Promise<boolean> {
  if (process.argv.includes('--yes')) return true
  if (!process.stdin.isTTY) return false
  const terminal = createInterface({ input: process.stdin, output: process.stdout })
  const answer = await terminal.question('Go on? [y/N] ')
  terminal.close()
  return answer.trim().toLowerCase() === 'y'
}

async function main(): Promise<number> {
  // Not the runner of GitHub: on a terminal, its command that masks a value would show it.
  const { maskSecret, redact } = createCredentialStore(() => {})
  const runner = { maskSecret, quote: redact } as Runner
  const settings = readSettings(process.env, maskSecret)
  const { host, sandboxName } = settings
  console.log(
    `This asks ${host} and its sandbox "${sandboxName}" what Veeva does not document. ${PLAN}`
  )
  if (!(await isConfirmed())) {
    console.log('Nothing was done. To go on: npm run probe -- --yes')
    return 1
  }
  const stop = new AbortController()
  // npm and a terminal may both pass on a signal; the tokens are deleted all the same.
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => stop.abort())
  const real = createWorld(new AbortController().signal)
  const world: World = { ...real, runner, stopping: stop.signal }
  const { report, left } = await runProbe(settings, world, console.log)
  writeFileSync(REPORT, report)
  console.log(`Wrote ${REPORT}. Please attach it to an issue.`)
  if (stop.signal.aborted) return 130
  return left > 0 ? 1 : 0
}

process.exitCode = await main().catch(thrown => {
  console.error(thrown instanceof Error ? thrown.message : 'An unexpected error.')
  return 1
})
