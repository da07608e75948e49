/** What others are told: one thing that happened, to be sent to each webhook that wants it. */
export interface Line {
  /** The message's number: the same however often it is sent. */
  readonly id: string;
  readonly office: string;
  /** As in `voucher.issue`. */
  readonly topic: string;
  /** Whose it is; webhooks of other organisations are not told. */
  readonly organisation: string | null;
  readonly body: unknown;
  readonly at: Date;
}

/** A receiver, as far as it decides what it is told. */
export interface Listener {
  readonly id: string;
  readonly office: string;
  readonly organisation: string;
  readonly whole_office: boolean;
  readonly topics: readonly string[];
}

/** Topics are whole, as in `voucher.issue`, or a kind with a star, as in `voucher.*`; `*` is everything. */
export const wants = (topics: readonly string[], topic: string): boolean =>
  topics.some(
    each => each === "*" || each === topic || (each.endsWith(".*") && topic.startsWith(each.slice(0, -1))),
  );

/** Whether a listener is told of a line. */
export const isTold = (listener: Listener, line: Omit<Line, "id" | "body" | "at">): boolean =>
  listener.office === line.office &&
  wants(listener.topics, line.topic) &&
  (listener.whole_office || listener.organisation === line.organisation);
