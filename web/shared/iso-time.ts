/** An instant in ISO 8601, UTC: `2026-01-05T03:00:00Z`, with milliseconds or nanoseconds only where there are some. */
export function isoTime(ns: bigint): string {
  const seconds = floorDiv(ns, 1_000_000_000n);
  const rest = ns - seconds * 1_000_000_000n;
  const whole = new Date(Number(seconds) * 1000).toISOString().slice(0, -5);
  if (rest === 0n) return `${whole}Z`;
  const digits = rest.toString().padStart(9, '0');
  return `${whole}.${digits.endsWith('000000') ? digits.slice(0, 3) : digits}Z`;
}

function floorDiv(a: bigint, b: bigint): bigint {
  const quotient = a / b;
  return a % b < 0n ? quotient - 1n : quotient;
}
