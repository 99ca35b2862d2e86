/** Codes of the smoke run and of a module's life behind the wall, and of the wall itself. */
import { type CodeRow, rowsOf } from "./row.ts";

const smoke = rowsOf("smoke");
const wall = rowsOf("wall");

export const smokeCodes: readonly CodeRow[] = [
  smoke(
    "SMOKE_THREW",
    "The module threw an error",
    "An error that a hook, a timer or the constructor lets out ends the scene.",
    "Mend the marked line; check what may be null or empty before it is used.",
  ),
  smoke(
    "SMOKE_NOT_FINITE",
    "A number in a node is NaN or infinite",
    "It cannot be drawn, and it spreads to everything that is computed from it.",
    "Guard divisions by zero and square roots of negative numbers; initialise every number.",
  ),
  smoke(
    "SMOKE_TOO_MANY_NODES",
    "The scene has more nodes than its budget",
    "Nodes that are added every tick and never freed fill the memory.",
    "Call queueFree on nodes that are done, reuse them, or draw with one PixelGrid.",
  ),
  smoke(
    "SMOKE_TOO_DEEP",
    "The tree of nodes is too deep",
    "Nodes that are added to each other without an end exhaust the stack of whoever walks the tree.",
    "Add nodes beside each other instead of inside each other.",
  ),
  smoke(
    "SMOKE_NOT_COMPILED",
    "The runtime could not compile the module's text",
    "The gate and the runtime disagree about the text; the gate should have refused it.",
    "Write the marked part in plainer syntax.",
  ),
  smoke(
    "SMOKE_EXHAUSTED",
    "There was no stack or memory left to go on with",
    "Recursion without an end, or data that fills the memory budget.",
    "Give every recursion a condition that stops it, and bound what grows.",
  ),
  smoke(
    "SMOKE_UNHANDLED_REJECTION",
    "A promise was rejected and nobody handled it",
    "It is the asynchronous form of an error that was thrown.",
    "Wrap the await in try … catch, or name the permission that the call needs.",
  ),
  smoke(
    "SMOKE_TOO_SLOW",
    "The module did not finish in time",
    "An endless or very long loop holds up the whole tick.",
    "Bound every loop, and spread long work over ticks.",
  ),
  smoke(
    "SMOKE_OUT_OF_MEMORY",
    "The module used more memory than its budget",
    "Arrays or strings that grow without bound.",
    "Drop what is no longer needed; do not grow arrays every tick.",
  ),
  smoke(
    "SMOKE_FRAME_TOO_LARGE",
    "One frame is larger than its budget",
    "Everything that changed in a tick is sent to the viewers.",
    "Change fewer nodes at once, shorten texts and point lists.",
  ),
  smoke(
    "SMOKE_NONDETERMINISTIC",
    "Two runs with one seed ended in different states",
    "A replay would show something else than what was seen.",
    "Do not let results depend on module variables that outlive a run, or on the order of asynchronous work.",
  ),
  smoke(
    "SMOKE_DIED",
    "The confined process ended by itself",
    "The module did something that the kernel stopped, or crashed the engine.",
    "Use only what the engine offers.",
  ),
  smoke(
    "SMOKE_BAD_REPLY",
    "The confined process answered with something that is no answer",
    "The host believes nothing that it cannot parse.",
    "Do not tamper with the objects of the language.",
  ),
  smoke(
    "SMOKE_NOTHING_HAPPENED",
    "Nothing changed and nothing was drawn",
    "The module passes, but a viewer would see an empty stage. (A warning.)",
    "Add a node that draws, or change something in onUpdate.",
  ),
  wall(
    "WALL_UNAVAILABLE",
    "Generated code cannot be confined on this machine",
    "Nothing generated runs without the whole wall: Linux x86-64, seccomp, a readable /proc. There is no option that makes it less.",
    "Run `bun nodegen doctor` to see what is missing; use a Linux x86-64 machine, container or virtual machine.",
  ),
  wall(
    "WALL_WITHOUT_OUTER_LAYER",
    "Bubblewrap is installed and does not work here",
    "The wall stands without it: bubblewrap is a second one around it. It was tried once and is left out until the end. (A notice.)",
    "Run `bun nodegen doctor` to see both; an unprivileged container often forbids the namespaces that bubblewrap needs.",
  ),
  wall(
    "PROCESS_REPLACED",
    "A module was given another process",
    "The first one was lost while it started, or killed or held up from outside before there was a verdict or a scene, which says nothing about the module. The second one counts. (A notice.)",
    "If it comes often, give the machine more time or memory, or look who kills its processes.",
  ),
  wall(
    "MODULE_NOT_PROVEN",
    "A module did not pass its smoke run",
    "It was made ready beside its smoke run, and ended with that. What the smoke run found is told by itself.",
    "Change what its findings name.",
  ),
  wall(
    "SANDBOX_CLOSED",
    "The sandbox was closed",
    "The program was ending when the module was to run.",
    "Run the command again.",
  ),
];
