// Stands in for @actions/exec in the bundle: @actions/core imports it only for platform.getDetails(), which is never called here.
// So nothing in the bundle can start another program.
const absent = () => {
  throw new Error('@actions/exec is not part of this bundle')
}
export const exec = absent
export const getExecOutput = absent
