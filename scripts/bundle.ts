import { execFileSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { resolve } from 'node:path'

/** Builds lib/, and from it a bundle in dist/ for each entry. With --check it fails if dist/ in git is not byte for byte what the sources build. */
const cwd = resolve(import.meta.dirname, '..')
const run = (program: string, ...args: string[]) => {
  const file = resolve(cwd, 'node_modules', program)
  execFileSync(process.execPath, [file, ...args], { cwd, stdio: 'inherit' })
}

for (const folder of ['lib', 'dist']) rmSync(resolve(cwd, folder), { recursive: true, force: true })
run('typescript/bin/tsc')
for (const entry of ['main', 'post', 'list-tokens', 'delete-tokens']) {
  const options = ['--out', `dist/${entry}`, '--license', 'licenses.txt']
  run('@vercel/ncc/dist/ncc/cli.js', 'build', `lib/${entry}.js`, ...options)
}

if (process.argv.includes('--check')) {
  const status = ['status', '--porcelain', '--untracked-files=all', '--', 'dist']
  const changes = execFileSync('git', status, { cwd, encoding: 'utf8' })
  if (changes !== '') {
    console.error(`dist/ differs from what the sources build; commit the new files:\n${changes}`)
    process.exitCode = 1
  }
}
