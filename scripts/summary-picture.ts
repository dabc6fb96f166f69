import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { marked } from 'marked'
import { startSimulator } from '../simulator/index.ts'
import { runPost, runStep } from '../simulator/runner.ts'

/**
 * Makes docs/job-summary-light.png and -dark.png: the job summary of a real run against the simulator, from Markdown to HTML with GitHub's
 * own styles, as headless Chromium shows it. `npm run summary-picture`; it needs the program `chromium`.
 */

const root = resolve(import.meta.dirname, '..')

/** Out: the summary of a run over four sandboxes: one kept, one renewed, one new, one that fails. */
const summaryOfARun = async (): Promise<string> => {
  const simulator = await startSimulator()
  const { world } = simulator
  const vault = world.addVault({ host: 'acme.veevavault.com' })
  const user = world.addUser({ name: 'ci@acme.example', password: 'a stored password' })
  for (const name of ['UAT', 'Dev One', 'Migration']) world.addSandbox(vault, { name })
  world.addSandbox(vault, { name: 'Validation', status: 'inactive' })
  const { fullName: repository } = world.github.addRepository('acme/pipelines')
  const inputs = {
    'vault-dns': vault.host,
    username: user.name,
    password: user.password,
    'secret-name': 'VAULT_{sandbox}_TOKEN',
    'github-token': world.github.addToken({ permissions: ['secrets:write'] }).value
  }
  const run = async (more: Record<string, string>) => {
    const main = await runStep({ inputs: { ...inputs, ...more }, simulator })
    await runPost(main, { inputs, simulator })
    return main.summary
  }
  await run({ 'sandbox-name': 'Dev One' })
  await run({ 'sandbox-name': 'Dev One\nUAT', expires: '25d' })
  const held = world.github.secretAt({ scope: 'repository', repository }, 'VAULT_UAT_TOKEN')?.value
  const summary = await run({ 'sandbox-name': 'UAT\nDev One\nMigration\nValidation', 'current-token': `VAULT_UAT_TOKEN=${held}` })
  await simulator.close()
  return summary
}

/** In: Markdown, and `light` or `dark`. Out: a page that shows it as GitHub does, and tells its height in its root element. */
const page = (markdown: string, scheme: string): string => {
  const css = readFileSync(createRequire(import.meta.url).resolve(`github-markdown-css/github-markdown-${scheme}.css`), 'utf8')
  return `<!doctype html><meta charset="utf-8"><style>${css} body { margin: 0 } .markdown-body { padding: 24px }</style>
<body class="markdown-body">${marked.parse(markdown, { async: false })}
<script>document.documentElement.dataset.height = Math.ceil(document.body.getBoundingClientRect().height)</script>`
}

const summary = await summaryOfARun()
const folder = mkdtempSync(join(tmpdir(), 'summary-'))
const WIDTH = 980
for (const scheme of ['light', 'dark']) {
  const file = join(folder, `${scheme}.html`)
  writeFileSync(file, page(summary, scheme))
  const chromium = (height: number, ...what: string[]) =>
    execFileSync(
      'chromium',
      [
        ...['--headless', '--no-sandbox', '--disable-gpu', '--hide-scrollbars', '--force-device-scale-factor=2'],
        ...[`--user-data-dir=${join(folder, 'profile')}`, `--window-size=${WIDTH},${height}`, ...what, `file://${file}`]
      ],
      { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }
    )
  const height = Number(/data-height="(\d+)"/.exec(chromium(600, '--dump-dom'))?.[1])
  chromium(height, `--screenshot=${join(root, `docs/job-summary-${scheme}.png`)}`)
  console.log(`docs/job-summary-${scheme}.png: ${WIDTH} × ${height}, at twice the resolution`)
}
rmSync(folder, { recursive: true })
