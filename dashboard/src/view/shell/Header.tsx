import { match, ROUTES } from '../../routes.ts';
import { session, signOut } from '../../store/session.ts';
import { path } from '../../url/location.ts';
import { ConnectionDot } from './ConnectionDot.tsx';
import { ThemeSwitch } from './ThemeSwitch.tsx';
import { Wordmark } from './Wordmark.tsx';

export function Header() {
  return (
    <header class="top">
      <a class="wordmark" href="/" aria-label="Trainyard, all runs">
        <Wordmark />
      </a>
      <nav aria-label="Main">
        <ul>
          {ROUTES.filter(route => route.label !== undefined).map(route => (
            <li key={route.address}>
              <a href={route.address} aria-current={isCurrent(route.address) ? 'page' : undefined}>
                {route.label}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <div class="top-tools">
        <ConnectionDot />
        <ThemeSwitch />
        {session.value?.tokenNeeded && session.value.signedIn && (
          <button type="button" class="quiet" onClick={() => void signOut()}>
            Sign out
          </button>
        )}
      </div>
    </header>
  );
}

/** A run's page belongs to the runs, a trigger's to the triggers. */
function isCurrent(address: string): boolean {
  const current = match(path.value)?.route.address;
  return (
    current === address || (current === '/runs/' && address === '/') || current === `${address}/`
  );
}
