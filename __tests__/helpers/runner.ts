import { createCredentialStore } from '../../src/core/credential.ts'
import { type Runner, trimRaw } from '../../src/core/runner.ts'
import { neutralize, quote, trimPasted } from '../../src/core/text.ts'

/** One thing that reached the runner. `name` is that of an output or a state, or an annotation's title. */
export interface Effect {
  does: 'mask' | 'output' | 'state' | 'info' | 'notice' | 'warning' | 'error' | 'summary'
  name: string
  text: string
}

interface Given {
  inputs: Record<string, string>
  /** What an earlier step saved. */
  state: Record<string, string>
  /** Told of every effect as it happens. */
  onEffect(effect: Effect): void
}

/** Makes a runner that reports what reaches it; it masks, quotes and neutralizes as the real one does. */
export function recordingRunner({ inputs, state, onEffect }: Given): Runner {
  const { maskSecret, redact } = createCredentialStore(text =>
    onEffect({ does: 'mask', name: '', text })
  )
  const annotate = (does: Effect['does']) => (name: string, text: string) =>
    onEffect({ does, name, text: neutralize(redact(text)) })
  return {
    input: name => trimPasted(inputs[name] ?? ''),
    rawInput: name => trimRaw(inputs[name] ?? ''),
    checkFiles: () => {},
    maskSecret,
    quote: text => quote(redact(text)),
    output: (name, text) => onEffect({ does: 'output', name, text }),
    saveState: (name, text) => onEffect({ does: 'state', name, text }),
    savedState: () => state,
    info: text => annotate('info')('', text),
    notice: annotate('notice'),
    warning: annotate('warning'),
    error: annotate('error'),
    summary: markdown => onEffect({ does: 'summary', name: '', text: redact(markdown) })
  }
}
