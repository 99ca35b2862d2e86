/**
 * Which addresses belong to the internet at large. Everything else (the machine itself, its networks, what clouds keep
 * their keys on) is reached only when it was asked for and granted as that very address.
 *
 * The ranges are those of IANA's special-purpose registries.
 */
import { BlockList, isIPv4, isIPv6 } from "node:net";

import { fromMapped } from "./host.ts";

const ranges: readonly (readonly [name: string, ...subnets: string[]])[] = [
  ["loopback", "127.0.0.0/8", "::1/128"],
  ["private", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7", "fec0::/10"],
  ["shared", "100.64.0.0/10"],
  // Clouds answer with a machine's keys at 169.254.169.254 and fd00:ec2::254.
  ["link-local", "169.254.0.0/16", "fe80::/10"],
  ["multicast", "224.0.0.0/4", "ff00::/8"],
  ["unspecified", "0.0.0.0/8", "::/128"],
  ["broadcast", "255.255.255.255/32"],
  [
    "reserved",
    "192.0.0.0/24",
    "192.0.2.0/24",
    "192.88.99.0/24",
    "198.18.0.0/15",
    "198.51.100.0/24",
    "203.0.113.0/24",
    "240.0.0.0/4",
    "100::/64",
    "2001::/23",
    "2001:db8::/32",
    "3fff::/20",
    "5f00::/16",
  ],
  // An IPv4 address inside an IPv6 one is reached through a translator: what it leads to is not checked here.
  ["translated", "::/96", "::ffff:0:0:0/96", "64:ff9b::/96", "64:ff9b:1::/48", "2002::/16"],
];

const lists = ranges.map(([name, ...subnets]) => {
  const list = new BlockList();
  for (const subnet of subnets) {
    const [address = "", prefix = ""] = subnet.split("/");
    list.addSubnet(address, Number(prefix), address.includes(":") ? "ipv6" : "ipv4");
  }
  return { name, list };
});

/** "private", "loopback" …; null for an address of the internet, and for a name. IPv6 with brackets or without. */
export function specialRange(host: string): string | null {
  const address = host.startsWith("[") ? host.slice(1, -1) : host;
  // `::ffff:10.0.0.1` is 10.0.0.1 to every socket, in any spelling.
  const plain = isIPv6(address) ? fromMapped(address) : address;
  if (isIPv4(plain)) return lists.find(({ list }) => list.check(plain, "ipv4"))?.name ?? null;
  // A zone (`fe80::1%eth0`) is a place of this machine's.
  if (plain.includes("%")) return "malformed";
  if (!isIPv6(plain)) return null;
  return lists.find(({ list }) => list.check(plain, "ipv6"))?.name ?? (isAssigned(plain) ? null : "unassigned");
}

/** The IPv6 addresses of the internet all begin with the bits 001. */
const isAssigned = (ipv6: string): boolean => Number.parseInt(ipv6, 16) >> 13 === 1;
