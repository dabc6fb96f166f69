import { execFileSync } from 'node:child_process'
import { globSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { transformSync } from '@swc/core'

/**
 * Builds dist/: TypeScript to lib/, then each entry with all it needs into a bundle of its own, without what the libraries bring along and
 * nothing uses, and the licenses of what is in them.
 */
const root = resolve(import.meta.dirname, '..')
const node = (...args: string[]) => execFileSync(process.execPath, args, { cwd: root, stdio: 'inherit' })

for (const folder of ['lib', 'dist']) rmSync(join(root, folder), { recursive: true, force: true })
node('node_modules/typescript/bin/tsc')

type Module = { name?: string; modules?: Module[] }
const packages = new Set<string>()
const collect = ({ name = '', modules = [] }: Module) => {
  const found = /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(name)?.[1]
  if (found !== undefined) packages.add(found)
  modules.forEach(collect)
}

/**
 * Takes out what is never reached, and the libraries' comments. Every name stays, and what is left is laid out as the sources are, so that
 * it can be read: two thirds of what the bundler writes.
 */
const reduce = (bundle: string): string => {
  const named = bundle
    .replaceAll(/^;\/\/ CONCATENATED MODULE: (.*)$/gm, ';\n/*! $1 */')
    // @actions/core makes a summary that nothing here uses.
    .replace('const _summary = new Summary()', 'const _summary = undefined')
  const { code } = transformSync(named, {
    ...{ configFile: false, swcrc: false, isModule: true },
    jsc: {
      target: 'es2024',
      transform: { optimizer: { simplify: true } },
      minify: { compress: false, mangle: false, format: { comments: 'some' } }
    }
  })
  const biome = join(root, 'node_modules/@biomejs/biome/bin/biome')
  return execFileSync(process.execPath, [biome, 'format', '--stdin-file-path=index.js', '--indent-style=tab'], {
    ...{ cwd: root, input: code.replaceAll(/\/\*! (.*?) \*\//g, '\n// $1\n'), encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 }
  })
}

// The statistics name folders of this machine, so nothing of them stays.
const temporary = mkdtempSync(join(tmpdir(), 'bundle-'))
for (const entry of ['main', 'post', 'list-tokens', 'delete-tokens']) {
  const stats = join(temporary, `${entry}.json`)
  node('node_modules/@vercel/ncc/dist/ncc/cli.js', 'build', `lib/${entry}.js`, '-o', `dist/${entry}`, '--stats-out', stats)
  collect(JSON.parse(readFileSync(stats, 'utf8')))
  for (const file of globSync(`dist/${entry}/*.js`, { cwd: root }))
    writeFileSync(join(root, file), reduce(readFileSync(join(root, file), 'utf8')))
}
rmSync(temporary, { recursive: true })

// ncc's own --license forgets the packages of the main chunk as soon as there is a second one.
const licenses = [...packages].sort().map(name => {
  const folder = join(root, 'node_modules', name)
  const { version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  const file = readdirSync(folder).find(candidate => /^licen[cs]e(\.\w+)?$/i.test(candidate))
  if (file === undefined) throw new Error(`${name} has no license file`)
  return `${name} ${version}\n${license}\n\n${readFileSync(join(folder, file), 'utf8').replaceAll('\r\n', '\n').trim()}\n`
})
writeFileSync(join(root, 'dist/licenses.txt'), licenses.join(`\n${'-'.repeat(80)}\n\n`))
console.log(`dist/licenses.txt: ${[...packages].sort().join(', ')}`)
