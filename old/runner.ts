import { appendFileSync, statSync } from 'node:fs'
import * as core from '@actions/core'
import { type Credentials, credentials } from './credential.ts'
import { type ActionError, fileError } from './errors.ts'
import { neutral, pasted, quote } from './text.ts'

/** The GitHub runner, as far as the action uses it. Every line it prints is free of kept credentials and of runner commands. */
export type Runner = Readonly<{
  /** The text of an input without surrounding blanks; empty when it was not given. */
  input: (name: string) => string
  /** The text of an input as it is, but for a byte order mark, and line breaks at its end (a stored secret often has one); blanks alone are empty. */
  rawInput: (name: string) => string
  keep: Credentials['keep']
  /** Foreign text made fit for a message: without credentials, one neutral line, at most 300 characters. */
  quote: (text: string) => string
  /** Sets an output; the same value once more costs nothing. */
  output: (name: string, value: string) => void
  saveState: (name: string, value: string) => void
  /** Why outputs or state can't be written: the file is gone, a folder, or not writable. Tried, so that it is known before the first call. */
  fileTrouble: () => ActionError | undefined
  /** What main saved, as the post step finds it. */
  savedState: () => Readonly<Record<string, string>>
  info: (text: string) => void
  notice: (title: string, text: string) => void
  warning: (title: string, text: string) => void
  error: (title: string, text: string) => void
  summary: (markdown: string) => void
}>

/** Longest text of an annotation, in characters ("GitHub Checks API"; the runner cuts behind it). */
const ANNOTATION_LIMIT = 4096

// The library's own summary.write() reads and writes asynchronously; like outputs and state, a line of the summary has to be there at once.

/** The runner of this process: inputs and state from the environment, commands on stdout and in files. */
export const githubRunner = (): Runner => {
  const { keep, redact } = credentials(core.setSecret)
  const line = (text: string): string => neutral(redact(text)).slice(0, ANNOTATION_LIMIT)
  const said = new Map<string, string>()
  return {
    input: name => pasted(core.getInput(name, { trimWhitespace: false })),
    rawInput: name => raw(core.getInput(name, { trimWhitespace: false })),
    keep,
    quote: text => quote(redact(text)),
    output: (name, value) => {
      if (said.get(name) === value) return
      said.set(name, value)
      written('GITHUB_OUTPUT', () => core.setOutput(name, value))
    },
    saveState: (name, value) => written('GITHUB_STATE', () => core.saveState(name, value)),
    fileTrouble: () => ['GITHUB_OUTPUT', 'GITHUB_STATE'].map(troubleOf).find(trouble => trouble !== undefined),
    savedState: () =>
      Object.fromEntries(
        Object.entries(process.env).flatMap(([name, value]) =>
          name.startsWith('STATE_') && value ? [[name.slice(6), value]] : []
        )
      ),
    info: text => core.info(line(text)),
    notice: (title, text) => core.notice(line(text), { title }),
    warning: (title, text) => core.warning(line(text), { title }),
    error: (title, text) => core.error(line(text), { title }),
    summary: markdown => {
      const file = process.env.GITHUB_STEP_SUMMARY
      if (file) appendFileSync(file, redact(markdown))
    }
  }
}

/** In: the text of an input. Out: see `Runner.rawInput`. */
export const raw = (text: string): string => {
  const whole = text.replace(/^\ufeff/, '').replace(/[\r\n]+$/, '')
  return pasted(whole) === '' ? '' : whole
}

/** In: the variable that names a file of the runner. Out: why it can't be written. */
const troubleOf = (variable: string): ActionError | undefined => {
  const path = process.env[variable] ?? ''
  try {
    if (!statSync(path).isFile()) return fileError(variable, path, 'EISDIR')
    appendFileSync(path, '')
    return undefined
  } catch (thrown) {
    return fileError(variable, path, codeOf(thrown))
  }
}

/** Writes to a file of the runner, in which the library may find that it is gone. Throws ActionError that names it. */
const written = (variable: string, write: () => void): void => {
  try {
    write()
  } catch (thrown) {
    const code = codeOf(thrown)
    if (code === '' && !/^Missing file at path/.test(String((thrown as Error)?.message))) throw thrown
    throw fileError(variable, process.env[variable] ?? '', code || 'ENOENT')
  }
}

const codeOf = (thrown: unknown): string => String((thrown as { code?: unknown } | undefined)?.code ?? '')
