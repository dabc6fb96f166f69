import { accessSync, appendFileSync, constants } from 'node:fs'
import * as core from '@actions/core'
import { type Credential, createCredentialStore } from './credential.ts'
import { ActionError } from './errors.ts'
import { neutralize, quote, trimPasted } from './text.ts'

/** The GitHub runner, as far as the action uses it. No line that it prints holds a masked credential or a runner command. */
export interface Runner {
  /** The text of an input without white space at its ends; empty if it was not given. */
  input(name: string): string
  /** The text of an input as it is, without a byte order mark and line breaks at its end; empty if it is only white space. */
  rawInput(name: string): string
  maskSecret(value: string): Credential
  /** Makes text from outside fit for a message: without credentials, one safe line of at most 300 characters. */
  quote(text: string): string
  /** Sets an output; the same value again is not written twice. */
  output(name: string, value: string): void
  saveState(name: string, value: string): void
  /** What main saved, as the post step finds it. */
  savedState(): Record<string, string>
  /** Says why outputs or state can't be written; undefined if they can. */
  fileProblem(): ActionError | undefined
  info(text: string): void
  notice(title: string, text: string): void
  warning(title: string, text: string): void
  error(title: string, text: string): void
  summary(markdown: string): void
}

/** Longest text of an annotation, in characters ("GitHub Checks API"; the runner cuts off the rest). */
const ANNOTATION_LIMIT = 4096

/** Makes the runner of this process: inputs and state from the environment, commands on stdout and in files. */
export function githubRunner(): Runner {
  const { maskSecret, redact } = createCredentialStore(core.setSecret)
  const line = (text: string) => neutralize(redact(text)).slice(0, ANNOTATION_LIMIT)
  const outputs = new Map<string, string>()
  return {
    input: name => trimPasted(core.getInput(name, { trimWhitespace: false })),
    rawInput: name => trimRaw(core.getInput(name, { trimWhitespace: false })),
    maskSecret,
    quote: text => quote(redact(text)),
    output(name, value) {
      if (outputs.get(name) === value) return
      outputs.set(name, value)
      writeFile('GITHUB_OUTPUT', () => core.setOutput(name, value))
    },
    saveState: (name, value) => writeFile('GITHUB_STATE', () => core.saveState(name, value)),
    savedState,
    fileProblem: () => ['GITHUB_OUTPUT', 'GITHUB_STATE'].map(problemOf).find(Boolean),
    info: text => core.info(line(text)),
    notice: (title, text) => core.notice(line(text), { title }),
    warning: (title, text) => core.warning(line(text), { title }),
    error: (title, text) => core.error(line(text), { title }),
    // The library's own summary.write() is asynchronous; like outputs and state, the summary has to be there at once.
    summary(markdown) {
      const file = process.env.GITHUB_STEP_SUMMARY
      if (file) appendFileSync(file, redact(markdown))
    }
  }
}

/** Removes what a stored secret often has at its ends, and leaves blanks, which may belong to a password. */
export function trimRaw(text: string): string {
  let end = text.length
  while (end > 0 && '\r\n'.includes(text[end - 1] ?? '')) end -= 1
  const whole = text.slice(0, end).replace(/^\ufeff/, '')
  return trimPasted(whole) === '' ? '' : whole
}

function savedState(): Record<string, string> {
  const state: Record<string, string> = {}
  for (const [name, value] of Object.entries(process.env)) {
    if (name.startsWith('STATE_') && value) state[name.slice('STATE_'.length)] = value
  }
  return state
}

function problemOf(variable: string): ActionError | undefined {
  const path = process.env[variable] ?? ''
  // Without its files the runner's library would print outputs and saved state, the token included, on the log.
  if (path === '') {
    return new ActionError(
      'internal',
      `The runner does not set ${variable}, so outputs would be printed in the log.`,
      'Update the runner.'
    )
  }
  try {
    accessSync(path, constants.W_OK)
    return undefined
  } catch (thrown) {
    return fileError(variable, thrown)
  }
}

/** Writes to a file of the runner. Throws an ActionError that names it. */
function writeFile(variable: string, write: () => void): void {
  try {
    write()
  } catch (thrown) {
    throw fileError(variable, thrown)
  }
}

function fileError(variable: string, thrown: unknown): ActionError {
  // The runner's library gives no code where it finds no file.
  const { code = 'ENOENT' } = Object(thrown) as { code?: string }
  return new ActionError(
    'internal',
    `Could not write the runner’s file ${process.env[variable]} (${variable}): ${code}.`,
    'Check that the disk of the runner is not full, that its user may write there, and that no other step or program (a virus scanner, a backup) removes or locks the file; then run again.'
  )
}
