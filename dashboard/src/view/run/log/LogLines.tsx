import { useSignal } from '@preact/signals';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { formatClock } from '../../../format/times.ts';
import { rowWindow } from '../../../table/windowing.ts';
import type { LogRow } from './log-rows.ts';

/** As the style sheet has it. */
const ROW_HEIGHT = 20;

/** A windowed tail: stays at the end while one looks at the end. */
export function LogLines({ rows }: { rows: readonly LogRow[] }) {
  const box = useRef<HTMLDivElement>(null);
  const top = useSignal(0);
  const height = useSignal(400);
  const isAtEnd = useRef(true);
  const { first, end } = rowWindow(top.value, height.value, ROW_HEIGHT, rows.length);

  useEffect(() => {
    const observer = new ResizeObserver(() => {
      height.value = box.current?.clientHeight ?? 0;
    });
    observer.observe(box.current!);
    return () => observer.disconnect();
  }, []);
  useLayoutEffect(() => {
    if (isAtEnd.current) {
      box.current!.scrollTop = box.current!.scrollHeight;
      top.value = box.current!.scrollTop;
    }
  }, [rows.length]);

  return (
    <div
      class="log-box card"
      ref={box}
      role="log"
      aria-live="off"
      aria-label="Log lines"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard
      tabIndex={0}
      data-lines={rows.length}
      onScroll={event => {
        const { scrollTop, scrollHeight, clientHeight } = event.currentTarget;
        top.value = scrollTop;
        isAtEnd.current = scrollHeight - clientHeight - scrollTop < ROW_HEIGHT * 2;
      }}
    >
      <div
        class="log-lines"
        style={{
          paddingTop: `${first * ROW_HEIGHT}px`,
          paddingBottom: `${(rows.length - end) * ROW_HEIGHT}px`,
        }}
      >
        {rows.slice(first, end).map(row => (
          <div key={row.key} class="log-line" data-level={row.line.level.toLowerCase()}>
            <span class="log-time">{row.isFirst ? formatClock(Date.parse(row.line.at)) : ''}</span>
            <span class="log-level">{row.isFirst ? row.line.level.toLowerCase() : ''}</span>
            <bdi class="log-text">{row.text}</bdi>
          </div>
        ))}
      </div>
    </div>
  );
}
