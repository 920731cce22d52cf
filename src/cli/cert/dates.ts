const DAY_MILLIS = 86_400_000;

/** Writes a day, in UTC: `2026-11-22`. */
export function formatDay(date: Date): string {
  return date.toISOString().slice(0, 10);
}

/** Writes a moment to the minute, in UTC: `2026-11-22 00:10`. */
export function formatMinute(date: Date): string {
  return date.toISOString().slice(0, 16).replace("T", " ");
}

/** Days from one moment to another; the last one begun counts. */
export function begunDays(start: Date, end: Date): number {
  return Math.ceil((end.getTime() - start.getTime()) / DAY_MILLIS);
}

/** Whole days from one moment to another. */
export function wholeDays(start: Date, end: Date): number {
  return Math.floor((end.getTime() - start.getTime()) / DAY_MILLIS);
}

/** Length of a validity in days; a second more or less does not count. */
export function lengthInDays(start: Date, end: Date): number {
  return Math.round((end.getTime() - start.getTime()) / DAY_MILLIS);
}
