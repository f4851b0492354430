import { useEffect, useRef, useState } from 'react'

/** A module that is loaded when it is first wanted. Where it cannot be, such as without a connection, nothing breaks. */
export function useLoaded<Module>(
  wanted: boolean,
  load: () => Promise<Module>,
  onFailed?: () => void,
): Module | undefined {
  const [loaded, setLoaded] = useState<Module>()
  const failed = useRef(onFailed)
  useEffect(() => {
    failed.current = onFailed
  }, [onFailed])

  useEffect(() => {
    if (!wanted || loaded) return
    let current = true
    load().then(
      (module) => current && setLoaded(module),
      () => current && failed.current?.(),
    )
    return () => {
      current = false
    }
  }, [wanted, loaded, load])

  return loaded
}
