import { type FormEvent, useState } from 'react'
import { ProblemError } from '../api/problem.ts'
import type { Duty, DutyState } from './duty.ts'
import type { Words } from './duty-page.tsx'

export function SignInForm({ duty, state, words }: { duty: Duty; state: DutyState; words: Words }) {
  const { text, language } = words
  const [username, setUsername] = useState('')
  const [password, setPassword] = useState('')
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<string | null>(null)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    setRefusal(null)
    duty
      .signIn(username, password)
      .catch((error: unknown) => {
        if (!(error instanceof ProblemError)) throw error
        setRefusal(language === 'en' ? error.problem.en : error.problem.vi)
      })
      .finally(() => setBusy(false))
  }
  const samples = state.office?.samplePersons ?? []
  return (
    <form onSubmit={submit} className="sign-in">
      {!state.online && <p className="problem">{text.signInOffline}</p>}
      <label>
        {text.username}
        <input
          autoComplete="username"
          autoCapitalize="none"
          required
          value={username}
          onChange={(event) => setUsername(event.currentTarget.value)}
        />
      </label>
      <label>
        {text.password}
        <input
          type="password"
          autoComplete="current-password"
          required
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
      </label>
      {refusal && (
        <p className="problem" role="alert">
          {refusal}
        </p>
      )}
      <button type="submit" className="full" disabled={busy}>
        {text.signIn}
      </button>
      {samples.length > 0 && (
        <fieldset className="samples">
          <legend>{text.samplePersons}</legend>
          {samples.map((person) => (
            <button
              key={person.username}
              type="button"
              onClick={() => setUsername(person.username)}
              data-testid={`sample-${person.username}`}
            >
              <b>{person.name}</b> <span className="quiet">{person.says}</span>
            </button>
          ))}
          <p className="quiet">{text.samplePassword}</p>
        </fieldset>
      )}
    </form>
  )
}
