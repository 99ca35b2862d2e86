import { Hono } from "hono";

import { route } from "../describe.ts";
import { refuse } from "../problems.ts";

/** Textures come from files that a module was allowed to read; until modules can be allowed anything, there are none. */
export const textureRoutes = () =>
  new Hono().get(
    "/api/textures/:id",
    route({
      summary: "A picture that a module was allowed to read",
      description: "Modules cannot be granted files yet, so every id is answered with 404.",
      tag: "stage",
      answer: "A png, jpeg or webp.",
      refuses: [404],
    }),
    (c) =>
      refuse(c, {
        code: "TEXTURE_NOT_FOUND",
        message: `Cannot show texture "${c.req.param("id").slice(0, 100)}": no module was allowed to read a file`,
        hint: 'Use a built-in texture, such as "star".',
      }),
  );
