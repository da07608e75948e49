import { createHmac } from "node:crypto";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { Fault } from "../../src/api/faults.ts";
import type { Sandbox } from "../../src/identity/sandbox.ts";
import { isPublic, readAddress } from "../../src/webhooks/address.ts";
import { wants } from "../../src/webhooks/line.ts";
import { secondsToNext } from "../../src/webhooks/schedule.ts";
import { seal, signedHeaders, unseal } from "../../src/webhooks/signature.ts";
import { receiver } from "../stage/receiver.ts";
import { as } from "../stage/stage.ts";
import { stageOfFile } from "../stage/stage-of-file.ts";

const here = await stageOfFile();
let office: Sandbox;
let status = 200;
const there = await receiver(() => status);

afterAll(() => there.close());
beforeEach(async () => {
  there.received.length = 0;
  status = 200;
  office = await here.office();
});

const by: ReturnType<typeof as> = (...args) => as(here, office)(...args);
const add = async (topics: readonly string[] = ["*"]) =>
  (await by("system-admin", "POST", "/webhooks", { body: { url: there.url, topics } })).body as {
    id: string;
    secret: string;
  };
/** A step that tells of itself: a programme is loaded. */
const load = () => by("desk-officer", "POST", "/programmes", { body: { file: "henan/suanli.yaml" } });
const deliveries = async (id: string) =>
  (await by("system-admin", "GET", `/webhooks/${id}/deliveries`)).body.items as {
    id: string;
    message: string;
    state: string;
    attempts: { status: number | null; failure: string | null }[];
  }[];
const makeDue = () =>
  here.product.pool.query("UPDATE api.delivery SET next_at = now() WHERE state = 'waiting'");

async function anyProgramme(): Promise<void> {
  const answer = await load();
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
}

describe("a step", () => {
  test("is told to who asked for it, signed as Standard Webhooks says", async () => {
    const { secret } = await add(["programme.*"]);
    await anyProgramme();
    await here.product.pump.turn();
    const [message] = there.received;
    expect(there.received).toHaveLength(1);
    const {
      "webhook-id": id,
      "webhook-timestamp": at,
      "webhook-signature": signature,
    } = message?.headers ?? {};
    const key = Buffer.from(secret.replace("whsec_", ""), "base64");
    const expected = createHmac("sha256", key).update(`${id}.${at}.${message?.body}`).digest("base64");
    expect(signature).toBe(`v1,${expected}`);
    expect(JSON.parse(message?.body ?? "{}")).toMatchObject({ type: "programme.load" });
  });

  test("is not told to another office, nor to who asked for other topics", async () => {
    await add(["voucher.*"]);
    const acting = office;
    office = await here.office();
    await add(["*"]);
    office = acting;
    await anyProgramme();
    await here.product.pump.turn();
    expect(there.received).toHaveLength(0);
  });
});

describe("a receiver that fails", () => {
  test("is tried again under the same number until it takes the message; every attempt is on record", async () => {
    const { id } = await add();
    await anyProgramme();
    status = 503;
    await here.product.pump.turn();
    status = 204;
    await makeDue();
    await here.product.pump.turn();
    expect(there.received.map(each => each.headers["webhook-id"])).toEqual([
      there.received[0]?.headers["webhook-id"],
      there.received[0]?.headers["webhook-id"],
    ]);
    const [delivery] = await deliveries(id);
    expect(delivery).toMatchObject({ state: "delivered", attempts: [{ status: 503 }, { status: 204 }] });
  });

  test("and says 410 gets nothing more until it is resumed", async () => {
    const { id } = await add();
    await anyProgramme();
    status = 410;
    await here.product.pump.turn();
    expect((await by("system-admin", "GET", `/webhooks/${id}`)).body.state).toBe("stopped");
  });

  test("for days is stopped after the tenth attempt", async () => {
    const { id } = await add();
    await anyProgramme();
    status = 500;
    for (let i = 0; i < 12; i += 1) {
      await makeDue();
      await here.product.pump.turn();
    }
    expect(there.received).toHaveLength(10);
    expect((await deliveries(id))[0]?.state).toBe("failed");
  });
});

describe("a delivery", () => {
  test("is sent again on request, under the number of its message", async () => {
    const { id } = await add();
    await anyProgramme();
    await here.product.pump.turn();
    const [first] = await deliveries(id);
    await by("system-admin", "POST", `/webhooks/${id}/deliveries/${first?.id}/replay`, { body: {} });
    await here.product.pump.turn();
    expect(there.received).toHaveLength(2);
    expect(there.received[1]?.headers["webhook-id"]).toBe(first?.message);
  });

  test("that a process had taken and died with is sent by another when the lease ends", async () => {
    await add();
    await anyProgramme();
    status = 200;
    await here.product.pool.query("UPDATE programmes.outbox SET sent_at = NULL WHERE office = $1", [
      office.office,
    ]);
    await Promise.all([here.product.pump.turn(), here.product.pump.turn(), here.product.pump.turn()]);
    expect(there.received).toHaveLength(1);
  });
});

describe("an address", () => {
  test.each([
    "http://example.com/",
    "https://127.0.0.1/",
    "https://[::1]/",
    "https://169.254.169.254/latest/meta-data",
    "https://localhost/",
    "https://user:word@example.com/",
    "ftp://example.com/",
    "nonsense",
  ])("%s is refused", text => {
    expect(() => readAddress(text, false)).toThrow(Fault);
  });

  test("https on the public network is taken", () => {
    expect(readAddress("https://platform.example.com/hook", false).hostname).toBe("platform.example.com");
  });

  test.each([
    ["8.8.8.8", true],
    ["10.1.2.3", false],
    ["192.168.0.1", false],
    ["100.64.0.1", false],
    ["::ffff:127.0.0.1", false],
    ["fd00::1", false],
    ["2400:3200::1", true],
  ])("%s is public: %s", (ip, yes) => {
    expect(isPublic(ip)).toBe(yes);
  });
});

describe("small parts", () => {
  test.each([
    [["*"], "voucher.issue", true],
    [["voucher.*"], "voucher.issue", true],
    [["voucher.*"], "vouchers.issue", false],
    [["voucher.issue"], "voucher.expire", false],
  ])("%s wants %s: %s", (topics, topic, yes) => {
    expect(wants(topics, topic)).toBe(yes);
  });

  test("attempts are further and further apart and end after three days", () => {
    const waits = Array.from({ length: 9 }, (_, i) => secondsToNext(i + 1, 0) ?? 0);
    expect(waits).toEqual([...waits].sort((a, b) => a - b));
    expect(waits.reduce((sum, each) => sum + each, 0) / 3_600).toBeGreaterThan(72);
    expect(secondsToNext(10, 0)).toBeNull();
  });

  test("the published example of the specification is signed as there", () => {
    const message = {
      id: "msg_p5jXN8AQM9LWM0D4loKWxJek",
      timestamp: 1614265330,
      body: '{"test": 2432232314}',
    };
    const headers = signedHeaders("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", message);
    expect(headers["webhook-signature"]).toBe("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
  });

  test("a secret is kept sealed, and opens only under the server's key", () => {
    const sealed = seal("a".repeat(32), "whsec_abc");
    expect(sealed.includes("abc")).toBe(false);
    expect(unseal("a".repeat(32), sealed)).toBe("whsec_abc");
    expect(() => unseal("b".repeat(32), sealed)).toThrow();
  });
});
