import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** Bundles again and fails when dist/ is not what the sources build. */
const root = fileURLToPath(new URL('..', import.meta.url))
const git = (...args: string[]) => execFileSync('git', args, { cwd: root, encoding: 'utf8' })

execFileSync(process.execPath, ['scripts/bundle.ts'], { cwd: root, stdio: 'inherit' })
const changed = git('status', '--porcelain', '--untracked-files=all', '--', 'dist')
if (changed !== '') {
  console.error(
    `dist/ is not what the sources build. Run "npm run bundle" and commit dist/.\n${changed}${git('diff', '--stat', '--', 'dist')}`
  )
  process.exitCode = 1
} else {
  console.log('dist/ is what the sources build.')
}
