import { startSimulator } from './index.ts'
import { mask } from './log.ts'
import { runPost, runStep, type StepRun } from './runner.ts'

/** Shows the main jobs on a terminal: the committed bundles, run as the runner runs them, against a stand-in Vault and GitHub on loopback. */

const simulator = await startSimulator()
const { world } = simulator
const { github } = world
const vault = world.addVault({ host: 'acme.veevavault.com' })
const user = world.addUser({ name: 'ci@acme.example', password: 'a stored password' })
const uat = world.addSandbox(vault, { name: 'UAT' })
world.addSandbox(vault, { name: 'Training' })
const { fullName: repository } = github.addRepository('acme/pipelines')
const app = github.addToken({ permissions: ['secrets:write'] })
const stored = () => github.secretAt({ scope: 'repository', repository }, 'VAULT_TOKEN')

let asExpected = true
const expect = (held: boolean) => {
  asExpected &&= held
}

const title = (text: string) => console.log(`\n\u001b[1;4m${text}\u001b[0m`)
const heading = (text: string) => console.log(`\n\u001b[1m${text}\u001b[0m`)
const indented = (text: string) => console.log(text.trimEnd().replace(/^/gm, '    '))

const showState = (when: string) => {
  heading(`Vault and GitHub ${when}`)
  const tokens = world.tokens.filter(world.isLive)
  const secrets = [...github.secrets.values()]
  indented(
    [
      `sessions open: ${world.sessions.size}`,
      `live tokens of ${user.name}: ${tokens.length === 0 ? 'none' : ''}`,
      ...tokens.map(token => `  on ${token.vault.host}: ${token.id} "${token.name}"`),
      `secrets of ${repository}: ${secrets.length === 0 ? 'none' : ''}`,
      ...secrets.map(({ name, value, updatedAt }) => {
        const holds = tokens.find(token => token.value === value)
        return `  ${name} holds ${holds === undefined ? 'no live token' : `the token ${holds.id}`}, written ${updatedAt.toISOString()}`
      })
    ].join('\n')
  )
}

const secrets: Record<string, string> = { VAULT_USERNAME: user.name, VAULT_PASSWORD: user.password, APP_TOKEN: app.value }

const showStep = (inputs: Record<string, string>) => {
  heading('The step')
  indented('- uses: OWNER/veeva-vault-sandbox-token@v1\n  with:')
  for (const [name, value] of Object.entries(inputs)) {
    const secret = value === stored()?.value ? 'VAULT_TOKEN' : Object.keys(secrets).find(known => secrets[known] === value)
    indented(`    ${name}: ${secret === undefined ? value : `\${{ secrets.${secret} }}`}`)
  }
}

const showRun = (run: StepRun, exitCode: number) => {
  expect(run.exitCode === exitCode)
  indented(`${run.log}exit code ${run.exitCode}`)
}

/** Runs a step and what comes after the job, and shows both as a user sees them. */
const show = async (what: string, inputs: Record<string, string>, exitCode = 0) => {
  title(what)
  showStep(inputs)
  heading('What the job log shows')
  const main = await runStep({ inputs, simulator })
  showRun(main, exitCode)
  heading('Its outputs, as a log would show them')
  indented(
    Object.entries(main.outputs)
      .map(([name, value]) => `${name} = ${mask(value, main.masks)}`)
      .join('\n')
  )
  heading('Its job summary')
  indented(main.summary)
  showState('while the job goes on')
  heading('When the job ends')
  showRun(await runPost(main, { inputs, simulator }), 0)
  showState('after the job')
}

const signIn = { 'vault-dns': vault.host, username: user.name, password: user.password }
const storing = { ...signIn, 'sandbox-name': 'UAT', 'secret-name': 'VAULT_TOKEN', 'github-token': app.value }

showState('before all')
await show('1. A token for the following steps of one job', { ...signIn, 'sandbox-name': 'UAT' })
expect(world.liveTokens(uat).length + world.sessions.size === 0)

await show('2. A token that is stored as a secret', storing)
expect(world.liveTokens(uat).some(({ value }) => value === stored()?.value))

world.clock.advance(60_000)
await show('3. The same on a schedule: the token still serves', { ...storing, 'current-token': stored()?.value ?? '' })
expect(world.liveTokens(uat).length === 1)

await show('4. A sandbox that is misspelt', { ...storing, 'sandbox-name': 'UTA' }, 1)

await simulator.close()
if (!asExpected) {
  console.error('\nThe demo did not end as it should have.')
  process.exitCode = 1
}
