import { Link, useLocation } from '@remix-run/react'
import { useEffect, useState } from 'react'
import { unsavedHere } from '#app/device/leave-device.ts'

const quietPaths = /^\/(entries|kept|sign-)/

/** On every page: that words of this person wait on this device, and where. Entries say so themselves. */
export function KeptLine({ personId }: { personId: string }) {
  const { pathname } = useLocation()
  const [changes, setChanges] = useState(0)
  useEffect(() => {
    let gone = false
    setChanges(0)
    if (quietPaths.test(pathname)) return
    // A page that was just left may still be sending.
    const timer = setTimeout(async () => {
      const found = await unsavedHere(personId)
      if (!gone) setChanges(found)
    }, 1_500)
    return () => {
      gone = true
      clearTimeout(timer)
    }
  }, [personId, pathname])
  if (changes === 0) return null
  return (
    <p className="bg-care-soft px-4 py-1.5 text-center text-sm">
      {changes === 1 ? 'One change' : `${changes} changes`} of yours {changes === 1 ? 'is' : 'are'} kept on this device
      and not saved yet. <Link to="/kept">See what it is</Link>
    </p>
  )
}
