// Points in time.

/** An instant as RFC 3339 text with an offset: `2026-03-02T06:00:00Z`, `2026-03-02T07:00:00+01:00`. */
export type Instant = string;
