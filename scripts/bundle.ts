import { execFileSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** Builds dist/: TypeScript to lib/, then each entry with all it needs into a bundle of its own, with the licenses of what is in it. */
const root = fileURLToPath(new URL('..', import.meta.url))
const node = (...args: string[]) => execFileSync(process.execPath, args, { cwd: root, stdio: 'inherit' })

for (const folder of ['lib', 'dist']) rmSync(new URL(`../${folder}`, import.meta.url), { recursive: true, force: true })
node('node_modules/typescript/bin/tsc')
for (const entry of ['main', 'post']) {
  node('node_modules/@vercel/ncc/dist/ncc/cli.js', 'build', `lib/${entry}.js`, '-o', `dist/${entry}`, '--license', 'licenses.txt')
}
