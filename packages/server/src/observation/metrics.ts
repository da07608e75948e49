/** Figures for Prometheus: how many requests, how long, what waits. Labels are routes, never numbers of things. */
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";

export interface Metrics {
  readonly registry: Registry;
  /** One request that was answered. @param seconds how long it took */
  answered(method: string, route: string, status: number, seconds: number): void;
  /** One attempt to deliver a webhook. */
  delivered(ended: "delivered" | "refused" | "unreachable"): void;
}

interface Waiting {
  /** Requests that wait in the ledger's lanes. */
  readonly ledger: () => number;
  /** Deliveries that wait for their next attempt. */
  readonly deliveries: () => Promise<number>;
}

export function metrics(waiting: Waiting): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: "suanquan_" });
  const requests = new Histogram({
    name: "suanquan_http_request_seconds",
    help: "Time from request to answer",
    labelNames: ["method", "route", "status"],
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers: [registry],
  });
  const series = new Map<string, ReturnType<typeof requests.labels>>();
  const attempts = new Counter({
    name: "suanquan_webhook_attempts_total",
    help: "Attempts to deliver a webhook, by how they ended",
    labelNames: ["ended"],
    registers: [registry],
  });
  new Gauge({
    name: "suanquan_ledger_waiting",
    help: "Requests waiting for the ledger",
    registers: [registry],
    collect() {
      this.set(waiting.ledger());
    },
  });
  new Gauge({
    name: "suanquan_webhooks_waiting",
    help: "Deliveries waiting for their next attempt",
    registers: [registry],
    async collect() {
      this.set(await waiting.deliveries());
    },
  });
  return {
    registry,
    answered(method, route, status, seconds) {
      const name = `${method} ${route} ${status}`;
      // Looking a series up by its labels takes longer than counting does; there are as many as routes and statuses.
      let one = series.get(name);
      if (one === undefined) {
        one = requests.labels({ method, route, status: String(status) });
        series.set(name, one);
      }
      one.observe(seconds);
    },
    delivered: ended => attempts.inc({ ended }),
  };
}
