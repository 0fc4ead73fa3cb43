import { createContext, useContext } from 'react'

/** The nonce of this response; empty in the browser, where the DOM hides it anyway. */
export const NonceContext = createContext('')
export const useNonce = (): string => useContext(NonceContext)
