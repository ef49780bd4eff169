import { useSignalEffect } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { match } from '../routes.ts';
import { session } from '../store/session.ts';
import { followLinks, path } from '../url/location.ts';
import { ConnectionBanner } from './shell/ConnectionBanner.tsx';
import { Header } from './shell/Header.tsx';
import { SignIn } from './shell/SignIn.tsx';

export function App() {
  const main = useRef<HTMLElement>(null);
  const known = useRef(path.peek());
  useSignalEffect(() => {
    // A reader of the screen learns of another view by the focus that moves there.
    if (path.value !== known.current) {
      known.current = path.value;
      main.current?.focus();
      window.scrollTo(0, 0);
    }
  });
  const needsToken = session.value?.tokenNeeded === true && !session.value.signedIn;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: follows the links inside, which are focusable
    // biome-ignore lint/a11y/useKeyWithClickEvents: Enter on a link is a click
    <div class="app" onClick={followLinks}>
      <a class="skip-link" href="#main">
        Skip to content
      </a>
      <Header />
      {!needsToken && <ConnectionBanner />}
      <main id="main" tabIndex={-1} ref={main}>
        {needsToken ? <SignIn /> : <CurrentView />}
      </main>
    </div>
  );
}

function CurrentView() {
  const found = match(path.value);
  if (found === null) {
    return (
      <section class="empty">
        <h1>Nothing here</h1>
        <p>
          There is no page at this address. <a href="/">See all runs</a>.
        </p>
      </section>
    );
  }
  const View = found.route.view;
  return <View key={path.value} argument={found.argument} />;
}
