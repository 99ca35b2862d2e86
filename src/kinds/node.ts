/**
 * The kind `node`: a class that extends a node class and lives in the scene tree. Everything that a room needs to know
 * about such modules is here or in the tables beside it (`node/`); a test holds the export names equal to the
 * declarations that are generated from the engine.
 */
import { ENGINE_PARAMETER, type Kind } from "./kind.ts";
import { absentGlobals, constantGlobals, permittedGlobals } from "./node/globals.ts";
import { hookNearMisses, hooks } from "./node/hooks.ts";
import { synonyms } from "./node/synonyms.ts";

export const nodeKind: Kind = {
  name: "node",
  is: "a class that extends Node or one of the node classes",
  engine: "nodegen",
  exports: {
    nodes: [
      "Node",
      "Node2D",
      "Circle",
      "Rect",
      "Polygon",
      "Line",
      "Sprite2D",
      "Label",
      "PixelGrid",
      "Timer",
      "Camera2D",
    ],
    otherClasses: ["Vec2", "Signal", "NotCapable"],
    values: [
      "TAU",
      "property",
      "input",
      "random",
      "clamp",
      "lerp",
      "lerpAngle",
      "damp",
      "remap",
      "moveToward",
      "wrap",
      "noise",
      "mixColor",
      "view",
      "fetch",
      "readText",
      "storage",
      "ask",
    ],
    types: [
      "Vec2Like",
      "PropertyOptions",
      "NumberPropertyOptions",
      "Easing",
      "TweenTargets",
      "Tween",
      "NodeInit",
      "Node2DInit",
      "Anchor",
      "InputEvent",
      "Permissions",
    ],
  },
  globals: permittedGlobals,
  constants: constantGlobals,
  absent: absentGlobals,
  effects: ["input", "random", "console", "fetch", "readText", "storage", "ask"],
  hooks,
  hookNearMisses,
  synonyms,
  permissions: [
    { name: "net", value: "list", means: 'hosts that fetch may reach, "host" or "host:port"' },
    { name: "read", value: "list", means: "files and folders, relative to the project, for readText and textures" },
    { name: "storage", value: "boolean", means: "a key-value store that outlives the run" },
    { name: "model", value: "boolean", means: "questions to the language model with ask" },
  ],
  parameters: [...permittedGlobals, ENGINE_PARAMETER],
  smoke: { frames: 10, step: 1 / 64 },
  rules: [
    'Write one TypeScript file that imports from "nodegen" and nothing else; import every name you use.',
    "Have exactly one default export: a class that extends Node, Node2D or another node class, directly or through helper classes of the same file. It is not abstract and its constructor takes no arguments.",
    "Export nothing else, except `export const permissions = { … }`, a literal, when the module calls fetch, readText, storage or ask.",
    "At top level write only imports, types, functions, classes, enums, and const or let with an initialiser: no other statement, no await, no var. Do not call input, random, console, fetch, readText, storage or ask there; use onReady.",
    "Put behaviour into hooks: onEnter, onReady, onUpdate(dt), onInput(event), onPropertyChange(name), onExit, onSwap(previous). Other names such as update, process or draw are never called.",
    "onUpdate is not async; the other hooks may be. Multiply speeds by dt, which is in seconds.",
    "To set an engine property, write a class field with its name: `radius = 20`, `position = new Vec2(1, 2)`. Never redeclare it with another type, and never define a method or accessor with the name of an engine member.",
    "Tunable values are fields with the one allowed decorator: `@property({ range: [0, 10] }) speed = 2`. No other decorators, no static blocks.",
    "Keep state in public fields of the nodes, not in module variables, closures or #private fields: fields survive a hot swap.",
    "There is no DOM, no timer function, no globalThis, process, require, import(), import.meta, eval or Function. Use this.after, this.every and this.tween for time, and child nodes (Circle, Rect, Label …) for drawing.",
    "Use Math.random or random for chance, sceneTime or dt for time: both are simulated, and the same seed gives the same scene.",
    "It is checked as strict TypeScript: annotate parameters, and check what may be null (getNode, parent) before you use it.",
    "Do not use @ts-ignore, @ts-nocheck, @ts-expect-error, `declare`, namespaces or import types.",
  ],
};
