let finish = (): void => {}

/** Runs something before this process ends, also when a reply kills it. */
export const beforeEnd = (run: () => void): void => {
  finish = run
  process.on('exit', run)
}

/** Ends this process as the runner does with a step that ignores its signals: nothing of the step runs any more. */
export const killProcess = (): void => {
  finish()
  process.kill(process.pid, 'SIGKILL')
}
