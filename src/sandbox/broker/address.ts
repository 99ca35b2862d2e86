import { isIPv4 } from "node:net";

/** As it stands in a URL or a scope. */
export const bracketed = (address: string): string => (address.includes(":") ? `[${address}]` : address);
export const isAddress = (host: string): boolean => isIPv4(host) || (host.startsWith("[") && host.endsWith("]"));
