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
for (const name of ['UAT', 'Training', 'Old']) world.addSandbox(vault, { name })
const old = world.vaults.find(({ name }) => name === 'Old')
const { fullName: repository } = github.addRepository('acme/pipelines')
const app = github.addToken({ permissions: ['secrets:write'] })
const signIn = { 'vault-dns': vault.host, username: user.name, password: user.password }
const credentials: Record<string, string> = { VAULT_USERNAME: user.name, VAULT_PASSWORD: user.password, APP_TOKEN: app.value }
const storing = { ...signIn, 'sandbox-name': 'UAT', 'secret-name': 'VAULT_TOKEN', 'github-token': app.value }

const strong = (text: string) => (process.stdout.isTTY ? `\u001b[1m${text}\u001b[0m` : text)
const say = (text: string, depth = 2) => {
  if (text.trim() !== '') console.log(text.trimEnd().replace(/^/gm, ' '.repeat(depth)))
}
let asExpected = true
const expect = (held: boolean) => {
  asExpected &&= held
}

const short = (token: SimToken) => `T${world.tokens.indexOf(token) + 1} (${token.vault.name})`
const heldBy = (token: SimToken) =>
  [...github.secrets.values()].filter(({ value }) => value === token.value).map(({ name }) => name)
let known = new Map<string, string>()

/** Shows only what changed in Vault and on GitHub since it was last shown. */
const showChanges = () => {
  const now = new Map(
    world.tokens.map(token => {
      const holders = heldBy(token)
      const fate = world.isLive(token) ? 'lives' : 'is deleted'
      return [short(token), holders.length === 0 ? fate : `${fate}, ${holders.join(' and ')} holds it`]
    })
  )
  for (const [token, state] of now) {
    const lost = state === 'lives' && known.get(token)?.endsWith('holds it')
    if (known.get(token) !== state) say(`-> token ${token} ${lost ? 'lives on, no secret holds it any more' : state}`)
  }
  known = now
}

const showRun = (run: StepRun, exitCode: number | null) => {
  expect(run.exitCode === exitCode)
  say(run.log, 4)
}

/** Runs a step, and the post step when the job ends. */
const scene = async (title: string, inputs: Record<string, string>, exitCode = 0) => {
  console.log(`\n${strong(title)}`)
  for (const [name, value] of Object.entries(inputs)) {
    if (name in signIn || name === 'github-token') continue
    say(`${name}: ${value.startsWith('veeva-vault-') ? `\${{ secrets.VAULT_TOKEN }}` : value.replaceAll('\n', ' ')}`, 4)
  }
  const main = await runStep({ inputs, simulator })
  say('log of the step')
  showRun(main, exitCode)
  showChanges()
  const post = await runPost(main, { inputs, simulator })
  if (post.log !== '') say('when the job ends')
  showRun(post, 0)
  showChanges()
  return main
}

console.log(
  strong(
    'Veeva Vault Sandbox Token, as it runs in a job. Vault and GitHub are stand-ins on this machine; nothing real is contacted.'
  )
)
say(`Every step below signs in to ${vault.host} with ${Object.keys(credentials).slice(0, 2).join(' and ')}.`, 0)

const first = await scene('1. A token for the next steps: it ends with its job', { ...signIn, 'sandbox-name': 'UAT' })
say(`the next steps got the output token: ${mask(first.outputs.token ?? '', first.masks)}`)
expect(world.tokens.every(token => !world.isLive(token)))

await scene('2. A token that is stored as a secret', storing)
world.clock.advance(24 * 86_400_000)
await scene('3. 24 days later: it is renewed, and the one before stays for running jobs', {
  ...storing,
  'current-token': github.secretAt({ scope: 'repository', repository }, 'VAULT_TOKEN')?.value ?? ''
})
world.clock.advance(86_400_000)
await scene('4. A day later, renewed at once: what is superseded is deleted', { ...storing, 'keep-previous': '0' })
expect(world.tokens.filter(world.isLive).length === 1)

if (old) old.maxExpiryDays = 7
const all = { ...storing, 'sandbox-name': '*', 'secret-name': 'VAULT_{sandbox}_TOKEN' }
await scene('5. All sandboxes, of which one allows only 7 days: the others get their tokens', all, 1)

console.log(`\n${strong('6. The run is killed before the token is handed on: the post step deletes it')}`)
const inputs = { ...signIn, 'sandbox-name': 'Training' }
const isVerification = ({ path }: { path: string }) => path.includes('/vobjects/api_access_token__sys/')
const begin = simulator.requests.length
simulator.fault({ on: isVerification, do: { slowMs: 2_000 }, times: 1 })
const killed = await runStep({
  inputs,
  simulator,
  onSpawn: child => {
    const watch = setInterval(() => {
      if (!simulator.requests.slice(begin).some(isVerification) && child.exitCode === null) return
      clearInterval(watch)
      child.kill('SIGKILL')
    }, 1)
  }
})
say(`the step was ended by ${killed.signal ?? 'nothing'}`)
showChanges()
say('when the job ends')
showRun(await runPost(killed, { inputs, simulator }), 0)
showChanges()

await scene('7. A mistake: the sandbox is misspelt', { ...signIn, 'sandbox-name': 'UTA' }, 1)

console.log(`\n${strong('8. The action list-tokens, on the sandbox UAT')}`)
const uat = world.vaults.find(({ name }) => name === 'UAT')
const listed = await runStep({
  bundle: 'dist/list-tokens/index.js',
  inputs: { ...signIn, 'vault-dns': uat?.host ?? '' },
  simulator
})
showRun(listed, 0)
for (const { name, expires_at } of JSON.parse(listed.outputs.tokens ?? '[]')) say(`${name}, expires ${expires_at}`, 4)

await simulator.close()
console.log(
  `\n${asExpected ? strong('That is all. To use it, go on with the quick start in README.md.') : 'The demo did not end as it should have.'}`
)
process.exitCode = asExpected ? 0 : 1
