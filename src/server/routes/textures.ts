import { Hono } from "hono";

import type { AppOptions } from "../app-options.ts";
import { route } from "../describe.ts";
import { refuse } from "../problems.ts";

/** The module's slot, a colon, and the path as its sprite names it. */
const ID = /^(?<slot>[1-9]\d{0,14}):(?<path>.{1,1000})$/su;

export const textureRoutes = ({ stage }: Pick<AppOptions, "stage">) =>
  new Hono().get(
    "/api/textures/:id",
    route({
      summary: "A picture that a module may read",
      description:
        "The id is the module's slot, a colon and the path in its sprite's `texture`, all percent-encoded. Whether the module may read it is decided, and written into the audit, at each request.",
      tag: "stage",
      answer: "A png, jpeg or webp.",
      refuses: [404, 422],
    }),
    async (c) => {
      const id = c.req.param("id");
      const { slot, path } = ID.exec(id)?.groups ?? {};
      if (slot === undefined || path === undefined) return refuse(c, noId(id));
      const texture = await stage.texture(Number(slot), path);
      if (!texture.ok) return refuse(c, texture.error);
      const { bytes, type } = texture.value;
      return c.body(bytes, 200, { "Content-Type": type });
    },
  );

const noId = (id: string) => ({
  code: "TEXTURE_NOT_FOUND",
  message: `Cannot show texture "${id.slice(0, 100)}": it names no module and no file`,
  hint: "An id is a module's slot, a colon and a path; built-in textures are drawn by the page itself.",
});
