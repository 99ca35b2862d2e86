/**
 * Simulated time for a realm: `Date`, `Intl` and `performance.now` follow the ticks, so that a scene is the same at every
 * speed and in every replay. The machine's clock is out of reach: whatever could ask for it is wrapped here.
 */

/** Simulated time starts here, whatever the day: a scene that shows the date is reproducible too. */
const EPOCH = Date.UTC(2026, 0, 1);

/** Replaces the realm's `Date` and returns the new one. `milliseconds` is simulated time since the scene began. */
export function simulateDate(milliseconds: () => number): DateConstructor {
  const RealDate = Date;
  const now = (): number => Math.floor(EPOCH + milliseconds());
  function SimulatedDate(...parts: unknown[]): unknown {
    if (!new.target) return new RealDate(now()).toString();
    return Reflect.construct(RealDate, parts.length === 0 ? [now()] : parts, new.target);
  }
  Object.defineProperties(SimulatedDate, {
    name: { value: "Date" },
    length: { value: 7 },
    prototype: { value: RealDate.prototype, writable: false },
    now: { value: now, writable: true, configurable: true },
    parse: { value: RealDate.parse, writable: true, configurable: true },
    UTC: { value: RealDate.UTC, writable: true, configurable: true },
  });
  Object.defineProperty(RealDate.prototype, "constructor", { value: SimulatedDate });
  simulateIntl(now);
  return SimulatedDate as unknown as DateConstructor;
}

/** A formatter that is given no date formats the present one. */
function simulateIntl(now: () => number): void {
  const prototype = Intl.DateTimeFormat.prototype;
  const { format, formatToParts } = Object.getOwnPropertyDescriptors(prototype);
  const realFormat = format.get!;
  const realParts = formatToParts.value!;
  Object.defineProperty(prototype, "format", {
    get(this: Intl.DateTimeFormat) {
      const bound = Reflect.apply(realFormat, this, []) as Intl.DateTimeFormat["format"];
      return (date?: Date | number) => bound(date ?? now());
    },
  });
  Object.defineProperty(prototype, "formatToParts", {
    value(this: Intl.DateTimeFormat, date?: Date | number) {
      return realParts.call(this, date ?? now());
    },
  });
}
