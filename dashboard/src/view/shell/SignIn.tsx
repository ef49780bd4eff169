import { useState } from 'preact/hooks';
import { ApiProblem, messageOf } from '../../api/http.ts';
import { signIn } from '../../store/session.ts';
import { useTitle } from '../parts/title.ts';

export function SignIn() {
  useTitle('Sign in');
  const [token, setToken] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const send = async (event: Event) => {
    event.preventDefault();
    try {
      await signIn(token.trim());
    } catch (failure) {
      setProblem(
        failure instanceof ApiProblem && failure.status === 401
          ? 'The server does not know this token.'
          : messageOf(failure),
      );
    }
  };
  return (
    <section class="sign-in card">
      <h1>Sign in</h1>
      <p class="muted">
        This server asks for its token: what TRAINYARD_TOKEN was set to when it was started.
      </p>
      <form onSubmit={event => void send(event)}>
        <label for="token">Token</label>
        <input
          id="token"
          type="password"
          autocomplete="current-password"
          required
          value={token}
          aria-describedby={problem === null ? undefined : 'token-problem'}
          aria-invalid={problem !== null}
          onInput={event => setToken(event.currentTarget.value)}
        />
        {problem !== null && (
          <p id="token-problem" class="field-problem" role="alert">
            {problem}
          </p>
        )}
        <button type="submit" class="primary">
          Sign in
        </button>
      </form>
    </section>
  );
}
