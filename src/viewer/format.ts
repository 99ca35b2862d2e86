/** Numbers and times as the page writes them. Pure. */

export function bytes(count: number): string {
  if (count < 1000) return `${Math.round(count)} B`;
  return count < 1_000_000 ? `${significant(count / 1000)} kB` : `${significant(count / 1_000_000)} MB`;
}

export function milliseconds(ms: number): string {
  if (ms < 1000) return `${significant(ms)} ms`;
  return ms < 60_000
    ? `${significant(ms / 1000)} s`
    : `${Math.floor(ms / 60_000)} min ${Math.round((ms % 60_000) / 1000)} s`;
}

/** `12s`, `3 min`, `2 h`: how long ago something was. */
export function ago(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  if (seconds < 60) return `${seconds} s`;
  return seconds < 3600 ? `${Math.floor(seconds / 60)} min` : `${Math.floor(seconds / 3600)} h`;
}

/** Thin groups of three, so that a tick can be read at a glance. */
export const whole = (value: number): string => String(Math.round(value)).replace(/\B(?=(\d{3})+$)/g, "\u202f");

/** As short as a field can show without lying in the third place after the point; large numbers have fewer places. */
export function decimal(value: number): string {
  const size = Math.abs(value);
  const unit = size >= 1000 ? 1 : size >= 100 ? 10 : size >= 10 ? 100 : 1000;
  return String(Math.round(value * unit) / unit);
}

export const degrees = (radians: number): string => `${Math.round((radians * 1800) / Math.PI) / 10}°`;

export const speed = (factor: number): string => `×${decimal(factor)}`;

export const shortHash = (hash: string): string => hash.replace(/^sha256:/, "").slice(0, 8);

export const plural = (count: number, one: string, many = `${one}s`): string =>
  `${whole(count)} ${count === 1 ? one : many}`;

/** Two figures below ten, whole above. */
const significant = (value: number): string => (value < 10 ? value.toFixed(1) : String(Math.round(value)));
