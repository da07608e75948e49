/**
 * Where messages may be sent: not into the office's own network. Checked when an address is given, and again on the
 * very address that a connection is made to, since a name may point elsewhere by then.
 */
import { lookup } from "node:dns";
import { BlockList, isIP, type LookupFunction } from "node:net";
import { Fault } from "../api/faults.ts";

/** Networks that are not the public one (RFC 6890). */
const OWN_NETWORKS = { 4: new BlockList(), 6: new BlockList() };
for (const [network, bits] of [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 4],
  ["240.0.0.0", 4],
] as const)
  OWN_NETWORKS[4].addSubnet(network, bits, "ipv4");
for (const [network, bits] of [
  ["::", 127],
  ["::ffff:0:0", 96],
  ["64:ff9b::", 96],
  ["100::", 64],
  ["2001:db8::", 32],
  ["2002::", 16],
  ["fc00::", 7],
  ["fe80::", 10],
  ["ff00::", 8],
] as const)
  OWN_NETWORKS[6].addSubnet(network, bits, "ipv6");

export const isPublic = (address: string): boolean =>
  isIP(address) === 6
    ? !OWN_NETWORKS[6].check(address, "ipv6")
    : isIP(address) === 4 && !OWN_NETWORKS[4].check(address, "ipv4");

/** @param anywhere also plain http and own networks: sandboxes on one machine, tests. @throws Fault `address-refused` */
export function readAddress(text: string, anywhere: boolean): URL {
  if (!URL.canParse(text)) throw new Fault("address-refused", { why: "URL" });
  const url = new URL(text);
  if (url.protocol !== "https:" && !(anywhere && url.protocol === "http:"))
    throw new Fault("address-refused", { why: "https" });
  if (url.username !== "" || url.password !== "")
    throw new Fault("address-refused", { why: "user:password@" });
  const host = url.hostname.replace(/^\[(.*)\]$/, "$1");
  if (!anywhere && (isIP(host) !== 0 ? !isPublic(host) : !host.includes(".")))
    throw new Fault("address-refused", { why: host });
  return url;
}

/** Looks a name up and refuses addresses of own networks. */
export const publicLookup: LookupFunction = (host, options, done) => {
  lookup(host, { ...options, all: true }, (error, addresses) => {
    const found = addresses?.find(({ address }) => isPublic(address));
    if (error !== null) done(error, "", 4);
    else if (found === undefined) done(new Error("own network"), "", 4);
    else if (options.all === true) done(null, [found]);
    else done(null, found.address, found.family);
  });
};
