import { accessSync, appendFileSync, constants } from 'node:fs'
import * as core from '@actions/core'
import { createCredentialStore } from './credential.ts'
import { ActionError } from './errors.ts'
import { neutralize, quote, trimPasted } from './text.ts'

/** The GitHub runner, as far as the action uses it. No line that it prints holds a masked credential or a runner command. */
export type Runner = ReturnType<typeof githubRunner>

/** Makes the runner of this process: inputs and state from the environment, commands on stdout and in files. */
export function githubRunner() {
  const { maskSecret, redact } = createCredentialStore(core.setSecret)
  const line = (text: string) => neutralize(redact(text))
  const outputs = new Map<string, string>()
  return {
    /** The text of an input without white space at its ends; empty if it was not given. */
    input: (name: string) => trimPasted(core.getInput(name)),
    /** The text of an input as it is, without a byte order mark and line breaks at its end; empty if it is only white space. */
    rawInput: (name: string) => trimRaw(core.getInput(name, { trimWhitespace: false })),
    maskSecret,
    /** Makes text from outside fit for a message: without credentials, one safe line of at most 300 characters. */
    quote: (text: string) => quote(redact(text)),
    /** Sets an output; the same value again is not written twice. */
    output(name: string, value: string) {
      if (outputs.get(name) === value) return
      outputs.set(name, value)
      writeFile('GITHUB_OUTPUT', () => core.setOutput(name, value))
    },
    saveState: (name: string, value: string) =>
      writeFile('GITHUB_STATE', () => core.saveState(name, value)),
    /** What main saved, as the post step finds it. */
    savedState() {
      const saved = Object.entries(process.env).filter(([name]) => name.startsWith('STATE_'))
      return Object.fromEntries(
        saved.map(([name, value = '']) => [name.slice('STATE_'.length), value])
      )
    },
    /** Throws an ActionError if outputs or state can't be written. */
    checkFiles() {
      for (const variable of ['GITHUB_OUTPUT', 'GITHUB_STATE']) writeFile(variable, () => {})
    },
    info: (text: string) => core.info(line(text)),
    notice: (title: string, text: string) => core.notice(line(text), { title }),
    warning: (title: string, text: string) => core.warning(line(text), { title }),
    error: (title: string, text: string) => core.error(line(text), { title }),
    // The library's own summary.write() is asynchronous; like outputs and state, the summary has to be there at once.
    summary(markdown: string) {
      const file = process.env.GITHUB_STEP_SUMMARY
      if (file) appendFileSync(file, redact(markdown))
    }
  }
}

/** Removes what a stored secret often has at its ends, and leaves blanks, which may belong to a password. */
export function trimRaw(text: string): string {
  const whole = text.replace(/^\ufeff|(?<![\r\n])[\r\n]+$/g, '')
  return trimPasted(whole) === '' ? '' : whole
}

/** Writes to a file of the runner: without it, the runner's library would print outputs and state, the token included, in the log. */
function writeFile(variable: string, write: () => void): void {
  try {
    accessSync(process.env[variable] ?? '', constants.W_OK)
    write()
  } catch (thrown) {
    throw new ActionError(
      'internal',
      `Could not write the runner’s file ${variable}: ${Object(thrown).code}.`,
      'Check that the runner is up to date, that its disk is not full, that its user may write there, and that no other step or program (a virus scanner, a backup) removes or locks the file; then run again.'
    )
  }
}
