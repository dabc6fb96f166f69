import type { ChildProcess } from 'node:child_process'
import { startSimulator } from './index.ts'
import { mask } from './log.ts'
import { runPost, runStep, type StepRun } from './runner.ts'
import type { SimToken } from './world.ts'

/** Demonstrates on a terminal what the action does, with the committed bundles and the simulator. */
const simulator = await startSimulator()
const { world } = simulator
const { github } = world
const vault = world.addVault({ host: 'acme.veevavault.com' })
const user = world.addUser({ name: 'ci@acme.example', password: 'a stored password' })
const uat = world.addSandbox(vault, { name: 'UAT' })
world.addSandbox(vault, { name: 'Training' })
const { fullName: repository } = github.addRepository('acme/pipelines')
const githubToken = github.addToken({ permissions: ['secrets:write'] }).value

type Inputs = Record<string, string>
const signIn = { 'vault-dns': vault.host, username: user.name, password: user.password }
const inUat: Inputs = { ...signIn, 'sandbox-name': 'UAT' }
const asSecret: Inputs = { ...inUat, 'secret-name': 'VAULT_TOKEN', 'github-token': githubToken }
const secret = () => github.secretAt({ scope: 'repository', repository }, 'VAULT_TOKEN')?.value

const strong = (text: string) => (process.stdout.isTTY ? `\u001b[1m${text}\u001b[0m` : text)
const print = (indent: number, text: string) => {
  if (text !== '') console.log(text.trimEnd().replace(/^/gm, ' '.repeat(indent)))
}
const problems: string[] = []
const check = (holds: boolean, what: string) => {
  if (!holds) problems.push(what)
}

const nameOf = (token: SimToken) => `Token ${world.tokens.indexOf(token) + 1} (${token.vault.name})`
const stateOf = (token: SimToken): string => {
  if (!world.isLive(token)) return 'deleted'
  return token.value === secret() ? 'active, stored in the secret VAULT_TOKEN' : 'active'
}
const shown = new Map<SimToken, string>()

/** Prints the tokens in Vault whose state has changed. */
const printTokens = () => {
  for (const token of world.tokens) {
    const state = stateOf(token)
    if (shown.get(token) !== state) print(3, `=> ${nameOf(token)}: ${state}`)
    shown.set(token, state)
  }
}

const printInputs = (inputs: Inputs) => {
  const given = Object.entries(inputs).filter(([name]) => !(name in signIn))
  const display = (name: string, value: string) => {
    if (name === 'current-token') return `\${{ secrets.VAULT_TOKEN }}`
    return name === 'github-token' ? `\${{ steps.app-token.outputs.token }}` : value
  }
  for (const [name, value] of given) print(5, `${name}: ${display(name, value)}`)
}

const printRun = (heading: string, run: StepRun) => {
  print(3, heading)
  print(5, run.log || '(nothing yet)')
  const { token, generated } = run.outputs
  if (token) print(5, `Outputs: token=${mask(token, run.masks)}, generated=${generated}`)
  printTokens()
}

let step = 0
/** Runs a step of a job, and its post step. */
const demonstrate = async (
  title: string,
  inputs: Inputs,
  onSpawn?: (child: ChildProcess) => void
) => {
  step += 1
  console.log(`\n${strong(`${step}. ${title}`)}`)
  printInputs(inputs)
  const main = await runStep(onSpawn ? { inputs, simulator, onSpawn } : { inputs, simulator })
  printRun(main.signal ? `Log until the step was killed (${main.signal}):` : 'Log:', main)
  const post = await runPost(main, { inputs, simulator })
  if (post.log !== '') printRun('Log of the post step, when the job ends:', post)
  check(post.exitCode === 0, `the post step of step ${step} succeeds`)
  return main
}

console.log(strong('Veeva Vault Sandbox Token: a demonstration with a simulated Vault and GitHub.'))
print(0, `Nothing real is contacted. ${vault.host} has the sandboxes UAT and Training;`)
print(0, 'every step also has `vault-dns`, `username` and `password`.')

const output = await demonstrate('A token for one job; it is deleted when the job ends', inUat)
check(output.exitCode === 0 && world.liveTokens(uat).length === 0, 'the token was deleted')

await demonstrate('A token that is stored as a secret', asSecret)
const first = secret()
check(first !== undefined, 'the secret was written')

const day = 86_400_000
world.clock.advance(day)
const renewal = () => ({ ...asSecret, 'current-token': secret() ?? '' })
await demonstrate('The same on the next day: the current token is kept', renewal())
check(secret() === first, 'the current token was kept')

world.clock.advance(24 * day)
const title =
  '25 days after the first run: the token is renewed; running jobs may still use the previous one'
await demonstrate(title, renewal())
check(secret() !== first && world.liveTokens(uat).length === 2, 'the token was renewed')

/** Kills the process while it verifies the new token. */
const killWhileVerifying = (child: ChildProcess) =>
  simulator.fault({
    on: ({ path }) => path.includes('/vobjects/') && child.kill('SIGKILL'),
    do: { slowMs: 30 }
  })
const inTraining = { ...signIn, 'sandbox-name': 'Training' }
await demonstrate('A step that is killed: no token is left behind', inTraining, killWhileVerifying)

const misspelt = await demonstrate('A mistake', { ...signIn, 'sandbox-name': 'UTA' })
check(misspelt.exitCode === 1, 'a misspelt sandbox fails the step')

const states = [...shown.values()].map(state => state.split(',')[0]).join(' ')
check(states === 'deleted active active deleted', 'two tokens of UAT are left')
check(world.sessions.size === 0, 'no session is left open')

await simulator.close()
for (const problem of problems) console.error(`This did not hold: ${problem}.`)
console.log('\nTo use the action, see the quick start in README.md.')
process.exitCode = problems.length > 0 ? 1 : 0
