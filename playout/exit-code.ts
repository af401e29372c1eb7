/** All has sounded, but no disk took the as-run: standard error has it. Playing it again mends nothing. */
export const AS_RUN_LOST = 3
