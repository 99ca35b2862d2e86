/**
 * What every answer tells the browser: load from here alone, run no script but ours, be framed by nobody, guess no types,
 * tell no one where you came from. Text that a model wrote is shown on these pages.
 */
import type { MiddlewareHandler } from "hono";
import { secureHeaders } from "hono/secure-headers";

const none = ["'none'"];
const self = ["'self'"];

export const strictHeaders: MiddlewareHandler = secureHeaders({
  contentSecurityPolicy: {
    defaultSrc: none,
    scriptSrc: self,
    styleSrc: self,
    imgSrc: [...self, "data:", "blob:"],
    connectSrc: self,
    frameAncestors: none,
    baseUri: none,
    formAction: none,
  },
  crossOriginOpenerPolicy: "same-origin",
  crossOriginResourcePolicy: "same-origin",
  referrerPolicy: "no-referrer",
  xFrameOptions: "DENY",
  permissionsPolicy: { camera: [], microphone: [], geolocation: [], usb: [] },
  // There is no TLS on loopback to insist on.
  strictTransportSecurity: false,
});

/** Nothing that was asked with a token stays in a cache, unless the route says otherwise. */
export const keepNothing: MiddlewareHandler = async (c, next) => {
  await next();
  if (!c.res.headers.has("Cache-Control")) c.header("Cache-Control", "no-store");
};
