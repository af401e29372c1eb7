import { readFileSync, writeFileSync } from 'node:fs'
import os from 'node:os'

/** Before compilers and browsers, behind what keeps the machine running. */
const NICENESS = -10
const SESSION_FIELD = 3

/**
 * Asks to be let onto the processor before others, where this is permitted (root, CAP_SYS_NICE, a
 * service's `Nice=`). Linux shares its time among sessions first (autogroups) and heeds niceness only
 * within one: a player that leads a session of its own asks for that one as well.
 */
export function askForPriority(pid = process.pid): void {
  attempt(() => {
    if (os.getPriority() > NICENESS) os.setPriority(NICENESS)
  })
  attempt(() => {
    const fields = readFileSync('/proc/self/stat', 'latin1').split(') ')[1]?.split(' ')
    if (Number(fields?.[SESSION_FIELD]) === pid)
      writeFileSync('/proc/self/autogroup', String(NICENESS))
  })
}

/** Refused, or a system that knows nothing of it: then it goes on as it is. */
function attempt(ask: () => void): void {
  try {
    ask()
  } catch {}
}
