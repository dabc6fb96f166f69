import { startSimulator } from './index.ts'
import { mask } from './log.ts'
import { runPost, runStep, type StepRun } from './runner.ts'

/** Shows the main job on a terminal: the committed bundles, run as the runner runs them, against a stand-in Vault on loopback. */

const simulator = await startSimulator()
const { world } = simulator
const vault = world.addVault({ host: 'acme.veevavault.com' })
const user = world.addUser({ name: 'ci@acme.example', password: 'a stored password' })
const uat = world.addSandbox(vault, { name: 'UAT' })
let unexpected = 0

const heading = (text: string) => console.log(`\n\u001b[1m${text}\u001b[0m`)
const indented = (text: string) => console.log(text.trimEnd().replace(/^/gm, '    '))

const showVault = (when: string) => {
  heading(`Vault, ${when}`)
  const tokens = world.liveTokens(uat)
  indented(
    [
      `sessions open: ${world.sessions.size}`,
      `live tokens of ${user.name} on ${uat.host}: ${tokens.length}`,
      ...tokens.map(token => `  ${token.id}  ${token.name}  expires ${token.expires?.toISOString() ?? 'never'}`)
    ].join('\n')
  )
}

const showStep = (inputs: Record<string, string>, secrets: Record<string, string>) => {
  indented('- uses: OWNER/veeva-vault-sandbox-token@v1\n  id: vault\n  with:')
  for (const [name, value] of Object.entries(inputs)) {
    const secret = Object.entries(secrets).find(([, known]) => known === value)?.[0]
    indented(`    ${name}: ${secret === undefined ? value : `\${{ secrets.${secret} }}`}`)
  }
}

const showRun = (run: StepRun, expected: number) => {
  if (run.exitCode !== expected) unexpected++
  indented(`${run.log || '(nothing)\n'}exit code ${run.exitCode}`)
  const outputs = Object.entries(run.outputs)
  if (outputs.length === 0) return
  heading('Its outputs, as a log would show them')
  indented(outputs.map(([name, value]) => `${name} = ${mask(value, run.masks)}`).join('\n'))
  heading('Its job summary')
  indented(run.summary)
}

const secrets = { VAULT_USERNAME: user.name, VAULT_PASSWORD: user.password }
const inputs = { 'vault-dns': vault.host, 'sandbox-name': 'UAT', username: user.name, password: user.password }

showVault('before the job')
heading('The step')
showStep(inputs, secrets)
heading('What the job log shows')
const main = await runStep({ inputs, simulator })
showRun(main, 0)
showVault('while the job goes on')
heading('When the job ends')
showRun(await runPost(main, { inputs, simulator }), 0)
showVault('after the job')
if (world.liveTokens(uat).length + world.sessions.size > 0) unexpected++

const misspelt = { ...inputs, 'sandbox-name': 'UTA' }
heading('The same step with a misspelt sandbox')
showStep(misspelt, secrets)
heading('What the job log shows')
const failed = await runStep({ inputs: misspelt, simulator })
showRun(failed, 1)
await runPost(failed, { inputs: misspelt, simulator })

await simulator.close()
if (unexpected > 0) {
  console.error('\nThe demo did not end as it should have.')
  process.exitCode = 1
}
