import type { Inputs } from './reader.ts'
import { isSingle, type SandboxSelection, type Target } from './settings.ts'

/** Reads which Vault the token is for. */
export function readTarget(inputs: Inputs): Target | undefined {
  const word = inputs.read('target')
  if (word === 'vault') return { is: 'vault' }
  if (word === undefined) return undefined
  const selection = readSelection(inputs)
  const dns = inputs.read('sandbox-dns')
  const jobId = inputs.read('vault-job-id')
  const waitTimeoutMs = (inputs.read('wait-timeout') ?? 0) * 1000
  if (selection === undefined) return undefined
  const target: Target = { is: 'sandboxes', selection, dns, jobId, waitTimeoutMs }
  if (dns !== undefined && !isSingle(target)) {
    inputs.addProblem('sandbox-dns', 'is for one sandbox: name one in `sandbox-name`, or remove it')
  }
  return target
}

/** Reads the lines of `sandbox-name`: names, or `*` and `!NAME` for each exception. */
function readSelection(inputs: Inputs): SandboxSelection | undefined {
  inputs.read('sandbox-name')
  const lines = inputs.lines('sandbox-name')
  const isEvery = lines.includes('*')
  for (const [index, line] of lines.entries()) {
    const problem =
      lines.indexOf(line) < index ? 'is there twice: remove one' : problemOf(line, isEvery)
    if (problem !== undefined) inputs.addWrongLine('sandbox-name', line, problem)
  }
  if (lines.length === 0) return undefined
  if (!isEvery) return { is: 'named', names: lines }
  const exceptions = lines.filter(line => line !== '*')
  return { is: 'every', except: exceptions.map(line => line.slice(1).trim()) }
}

function problemOf(line: string, isEvery: boolean): string | undefined {
  const isException = /^!./.test(line)
  if (isEvery && line !== '*' && !isException)
    return 'is part of `*`: remove it, or write `!NAME` to leave it out'
  if (!isEvery && line.startsWith('!'))
    return 'is an exception from `*`: add a line `*`, or remove it'
  // A name becomes one segment of a path, and these two would change the path.
  const isPath = line === '.' || line === '..'
  return isPath ? 'is not the name of a sandbox: use the one on the My Vaults page' : undefined
}
