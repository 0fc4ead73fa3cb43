/** At every way to sign in: whether other people use this computer too, and what follows from it. */
export function SharedComputerChoice({ shared }: { shared: boolean }) {
  return (
    <div>
      <label className="flex min-h-8 items-center gap-3">
        <input
          type="checkbox"
          name="shared"
          defaultChecked={shared}
          aria-describedby="shared-computer-means"
          className="size-5 accent-accent"
        />
        This is a shared computer
      </label>
      <p id="shared-computer-means" className="mt-1 text-sm text-quiet">
        Your words are then kept only on the server, never here, and closing the browser signs you out. While there is
        no connection, leave the page open: what it has not sent would go with it.
      </p>
    </div>
  )
}
