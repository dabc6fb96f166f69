import type { Inputs } from './reader.ts'
import { isSingle, type SandboxSelection, type Target } from './settings.ts'

const PART_OF_EVERY = 'is part of `*`: remove it, or write `!NAME` to leave it out'
const EXCEPTION_ALONE =
  'is an exception, which has no effect without a line `*`: add that, or remove it'

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
    inputs.addProblem('sandbox-dns', 'is of one sandbox: name only that one in `sandbox-name`')
  }
  return target
}

/** Reads the lines of `sandbox-name`: names, or `*` and `!NAME` for each exception. */
function readSelection(inputs: Inputs): SandboxSelection | undefined {
  if (inputs.read('sandbox-name') === undefined) return undefined
  const lines = inputs.readLines('sandbox-name')
  const isEvery = lines.includes('*')
  for (const line of lines) {
    const isPart = isEvery && line !== '*' && !/^!./.test(line)
    if (isPart) inputs.addWrong('sandbox-name', line, PART_OF_EVERY)
    if (!isEvery && line.startsWith('!')) inputs.addWrong('sandbox-name', line, EXCEPTION_ALONE)
  }
  if (!isEvery) return { is: 'named', names: lines }
  const exceptions = lines.filter(line => line !== '*')
  return { is: 'every', except: exceptions.map(line => line.slice(1).trim()) }
}
