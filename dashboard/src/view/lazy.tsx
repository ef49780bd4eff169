import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';

/** A view whose program is loaded when it is first shown. */
export function lazy<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
): ComponentType<Props> {
  let loading: Promise<ComponentType<Props>> | null = null;
  let loaded: ComponentType<Props> | null = null;

  return function Lazy(props: Props) {
    const [, redraw] = useState(0);
    const [failed, setFailed] = useState(false);
    useEffect(() => {
      if (loaded === null) {
        loading ??= load();
        loading.then(
          view => {
            loaded = view;
            redraw(count => count + 1);
          },
          () => {
            loading = null;
            setFailed(true);
          },
        );
      }
    }, []);
    if (loaded !== null) {
      const View = loaded;
      return <View {...props} />;
    }
    return failed ? (
      <p class="empty" role="alert">
        This view could not be loaded; the server may be away or newer than this page. Reload the
        page to try again.
      </p>
    ) : (
      <p class="empty">Loading …</p>
    );
  };
}
