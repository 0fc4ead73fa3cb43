/** Whether somebody said at sign-in that other people use this computer too: then nothing is kept on it. */
export function onSharedComputer(): boolean {
  return /(^|; )shared-computer=yes(;|$)/.test(document.cookie)
}
