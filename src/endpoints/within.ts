/**
 * Waits for a promise, but not for ever.
 *
 * @param promise What is waited for.
 * @param seconds How long at the most.
 * @throws What the promise rejects with in that time.
 */
export async function within(
  promise: Promise<void>,
  seconds: number,
): Promise<void> {
  const { promise: late, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, seconds * 1000);
  try {
    await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
