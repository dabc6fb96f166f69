import type { ChildProcess } from 'node:child_process'
import { startSimulator } from './index.ts'
import { mask } from './log.ts'
import { runPost, runStep, type StepRun } from './runner.ts'
import type { SimToken } from './world.ts'

/** Shows on a terminal what the action is for: the committed bundles, run as the runner runs them, against a stand-in Vault and GitHub. */

const simulator = await startSimulator()
const { world } = simulator
const { github } = world
const vault = world.addVault({ host: 'acme.veevavault.com' })
const user = world.addUser({ name: 'ci@acme.example', password: 'a stored password' })
const uat = world.addSandbox(vault, { name: 'UAT' })
world.addSandbox(vault, { name: 'Training' })
world.addSandbox(vault, { name: 'Old', maxExpiryDays: 7 })
const { fullName: repository } = github.addRepository('acme/pipelines')
const app = github.addToken({ permissions: ['secrets:write'] })
const signIn = { 'vault-dns': vault.host, username: user.name, password: user.password }
const storing = { ...signIn, 'sandbox-name': 'UAT', 'secret-name': 'VAULT_TOKEN', 'github-token': app.value }
const stored = () => github.secretAt({ scope: 'repository', repository }, 'VAULT_TOKEN')?.value ?? ''
const pass = (days: number) => world.clock.advance(days * 86_400_000)

const strong = (text: string) => (process.stdout.isTTY ? `\u001b[1m${text}\u001b[0m` : text)
const say = (text: string, depth = 2) => {
  if (text.trim() !== '') console.log(text.trimEnd().replace(/^/gm, ' '.repeat(depth)))
}
let asExpected = true
const expect = (held: boolean) => {
  asExpected &&= held
}

let scene = 0
const title = (text: string) => {
  scene += 1
  console.log(`\n${strong(`${scene}. ${text}`)}`)
}

const short = (token: SimToken) => `T${world.tokens.indexOf(token) + 1} (${token.vault.name})`
const state = (token: SimToken) => {
  const held = [...github.secrets.values()].find(({ value }) => value === token.value)
  if (held) return `lives, ${held.name} holds it`
  return world.isLive(token) ? 'lives, no secret holds it' : 'is deleted'
}
const known = new Map<SimToken, { state: string; made: number; since: number }>()

/** Shows only what changed in Vault and on GitHub since it was last shown. */
const showChanges = () => {
  for (const token of world.tokens) {
    const before = known.get(token)
    if (before?.state === state(token)) continue
    say(`-> token ${short(token)} ${state(token)}`)
    known.set(token, { state: state(token), made: before?.made ?? scene, since: scene })
  }
}

const showInputs = (inputs: Record<string, string>) => {
  for (const [name, value] of Object.entries(inputs)) {
    if (name in signIn || name === 'github-token') continue
    say(`${name}: ${name === 'current-token' ? `\${{ secrets.VAULT_TOKEN }}` : value}`, 4)
  }
}

const showRun = (run: StepRun, exitCode: number | null) => {
  expect(run.exitCode === exitCode)
  say(run.log, 4)
  const { token } = run.outputs
  if (token && !run.log.includes('secret')) say(`output token: ${mask(token, run.masks)}`, 4)
  showChanges()
}

/** Runs a step, and the post step when the job ends. */
const show = async (
  text: string,
  inputs: Record<string, string>,
  exitCode: number | null = 0,
  onSpawn?: (child: ChildProcess) => void
) => {
  title(text)
  showInputs(inputs)
  const main = await runStep({ inputs, simulator, ...(onSpawn && { onSpawn }) })
  say(main.signal ? `log of the step, until it was killed (${main.signal})` : 'log of the step')
  showRun(main, exitCode)
  const post = await runPost(main, { inputs, simulator })
  if (post.log !== '') say('when the job ends')
  showRun(post, 0)
}

console.log(strong('Veeva Vault Sandbox Token: a demo with a simulated Vault and GitHub; nothing real is contacted.'))
say(`Each step signs in with a user name and password; ${vault.host} has the sandboxes UAT, Training and Old.`, 0)

await show('A token for one job: it is deleted when the job ends', { ...signIn, 'sandbox-name': 'UAT' })
await show('A token stored as a secret', storing)

pass(11)
const renewing = () => ({ ...storing, 'current-token': stored(), 'renew-before': '20d' })
await show('11 days later: renewed; the token before it lives on for running jobs', renewing())
pass(11)
await show('11 days later: renewed again; the token before the last is deleted', renewing())

const all = { ...storing, 'sandbox-name': '*', 'secret-name': 'VAULT_{sandbox}_TOKEN' }
await show('All sandboxes: Old allows no token for 30 days and fails, the others get theirs', all, 1)

/** Kills a step while Vault is asked about its new token. */
const kill = (child: ChildProcess) =>
  simulator.fault({
    on: ({ path }) => path.includes('/vobjects/api_access_token__sys/') && child.kill('SIGKILL'),
    do: { slowMs: 30 }
  })
await show('A run that is killed: the post step deletes its token', { ...signIn, 'sandbox-name': 'Training' }, null, kill)
await show('A mistake: the sandbox is misspelt', { ...signIn, 'sandbox-name': 'UTA' }, 1)

title('The action list-tokens, on the sandbox UAT')
const listing = { ...signIn, 'vault-dns': uat.host }
const listed = await runStep({ bundle: 'dist/list-tokens/index.js', inputs: listing, simulator })
showRun(listed, 0)
for (const { id, expires_at } of JSON.parse(listed.outputs.tokens ?? '[]')) {
  const token = world.tokens.find(token => token.id === id)
  say(`id ${id}, expires ${expires_at}: ${token && short(token)}`, 4)
}

console.log(`\n${strong('All tokens, and what became of them')}`)
for (const [token, { made, since }] of known) {
  const fate = world.isLive(token) ? state(token) : `deleted in scene ${since}`
  say(`${short(token)}: made in scene ${made}, ${fate}`)
}
expect([...known.keys()].map(token => Number(world.isLive(token))).join('') === '0011110')
expect(world.sessions.size === 0)

await simulator.close()
const end = asExpected ? 'To use it, go on with the quick start in README.md.' : 'The demo did not end as it should have.'
console.log(`\n${strong(end)}`)
process.exitCode = asExpected ? 0 : 1
