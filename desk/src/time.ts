/** Times as the officer reads them: local, with the zone said, the exact one in the title. */

const SHORT = new Intl.DateTimeFormat("en-GB", { day: "2-digit", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit", timeZoneName: "short" });

const DAY = new Intl.DateTimeFormat("en-GB", { day: "2-digit", month: "short", year: "numeric", timeZone: "UTC" });

/** Write an ISO time for reading, a day without a time as a day; text that is no time comes back as it is. */
export function readable(iso: string): string {
  if (/^\d{4}-\d\d-\d\d$/.test(iso)) return DAY.format(new Date(iso));
  const at = new Date(iso);
  return Number.isNaN(at.getTime()) ? iso : SHORT.format(at);
}
