const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A duration in its two largest units, such as `3m 12s`. */
export function formatDuration(millis: number): string {
  if (!Number.isFinite(millis) || millis < 0) {
    return '–';
  }
  if (millis < MINUTE) {
    return millis < 10 * SECOND
      ? `${(millis / SECOND).toFixed(1)}s`
      : `${Math.round(millis / SECOND)}s`;
  }
  if (millis < HOUR) {
    return two(millis, MINUTE, 'm', SECOND, 's');
  }
  return millis < DAY ? two(millis, HOUR, 'h', MINUTE, 'm') : two(millis, DAY, 'd', HOUR, 'h');
}

function two(millis: number, large: number, l: string, small: number, s: string): string {
  const rounded = Math.round(millis / small) * small;
  return `${Math.floor(rounded / large)}${l} ${Math.floor((rounded % large) / small)}${s}`;
}

/** How long ago, or how long until. */
export function formatAge(time: number, now: number): string {
  const age = now - time;
  if (Math.abs(age) < 5 * SECOND) {
    return 'now';
  }
  const text = coarse(Math.abs(age));
  return age < 0 ? `in ${text}` : `${text} ago`;
}

function coarse(millis: number): string {
  if (millis < MINUTE) {
    return `${Math.floor(millis / SECOND)}s`;
  }
  if (millis < HOUR) {
    return `${Math.floor(millis / MINUTE)}m`;
  }
  return millis < DAY ? `${Math.floor(millis / HOUR)}h` : `${Math.floor(millis / DAY)}d`;
}

const moment = new Intl.DateTimeFormat('en-CA', {
  dateStyle: 'short',
  timeStyle: 'medium',
  hourCycle: 'h23',
});

export function formatMoment(time: number): string {
  return Number.isFinite(time) ? moment.format(time).replace(',', '') : '–';
}

const clockTime = new Intl.DateTimeFormat('en-CA', { timeStyle: 'medium', hourCycle: 'h23' });

export const formatClock = (time: number): string => clockTime.format(time);

/** An ISO 8601 duration of days, hours, minutes and seconds, such as PT1H30M, in milliseconds. */
export function millisOfDuration(text: string): number {
  const parts = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/.exec(text);
  if (parts === null) {
    return Number.NaN;
  }
  const [days, hours, minutes, seconds] = parts.slice(1).map(part => Number(part ?? 0));
  return days! * DAY + hours! * HOUR + minutes! * MINUTE + seconds! * SECOND;
}
