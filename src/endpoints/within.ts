/**
 * Waits for a promise, but not for ever.
 *
 * @param promise What is waited for.
 * @param seconds How long at the most; `Infinity` for as long as it takes.
 * @returns What it resolves to, or `"late"` where it does not in that time.
 * @throws What the promise rejects with in that time.
 */
export async function within<T>(
  promise: Promise<T>,
  seconds: number,
): Promise<T | "late"> {
  if (seconds === Infinity) return await promise;
  const { promise: late, resolve } = Promise.withResolvers<"late">();
  const timer = setTimeout(() => resolve("late"), seconds * 1000);
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
