/**
 * The parts of the engine beyond its core. Each is a folder of the engine, a section of the declarations under the same name,
 * and part of a prompt only where the description has one of its words, or a module shown with it uses it.
 */
import type { Extension } from "../kind.ts";

const words = (list: string): string[] => list.split(" ");

export const extensions: readonly Extension[] = [
  {
    name: "drawing",
    words: words("draw drawing pen ink curve bezier arc graph chart plot gauge dial spirograph sketch calligraphy"),
    notes: [
      "A Drawing draws itself in onDraw(pen), once; call this.redraw() when what it shows has changed. Its fields position, rotation, scale and opacity need no new drawing.",
    ],
  },
  {
    name: "paths",
    words: words("path route track rail road railway train patrol follow lap circuit rollercoaster conveyor spline"),
    notes: [
      "A PathFollow2D works as a child of a Path2D: `path.addChild(new PathFollow2D({ speed: 80 })).addChild(new Circle())`. Give the path a colour to show it.",
    ],
  },
  {
    name: "particles",
    words: words(
      "particle spark smoke fire flame snow rain dust explosion explode firework fountain confetti bubble trail comet fog exhaust magic",
    ),
    notes: [
      "Particles2D is one node for thousands of particles: prefer it to a node for each, and call burst(count) for explosions.",
    ],
  },
  {
    name: "tiles",
    words: words("tile tilemap map maze dungeon level platformer labyrinth roguelike sokoban pacman room castle"),
    notes: [
      'A TileMap is written as letters: `layout = ["####", "#..#"]` with `tiles = { "#": { color: "#445", solid: true }, ".": { color: "#223" } }`. It is centred on its position; centerOf and cellAt convert between tiles and the scene.',
      "To walk on it: `this.player.position = this.map.slide(this.player.position, width, height, velocity.mul(dt))`; where the result differs from where it wanted to go, it hit something.",
    ],
  },
  {
    name: "ui",
    words: words(
      "button slider progress menu click press panel widget interface dialog toolbar checkbox settings hud health",
    ),
    notes: [
      'Controls stand on the screen, pinned by `anchor` ("topLeft" at first) with position as the offset of their middle from it; children of an HBox or VBox are placed by it.',
      "`button.pressed.connect(() => …)` in onReady. What a control takes does not reach onInput.",
    ],
  },
  {
    name: "physics",
    words: words(
      "physics gravity rigid body fall falling bounce stack domino pile tumble roll swing ragdoll marble pinball crate wrecking topple",
    ),
    notes: [
      "Bodies are drawn as their shape in their color; add a Sprite2D child for more. They belong under the root or under nodes that are not scaled.",
      "Walls and ground are StaticBody2D; what the module moves by itself is an AnimatableBody2D. Bodies tell by bodyEntered that they touch another body.",
    ],
  },
  {
    name: "animation",
    words: words("animation animate keyframe cutscene choreography puppet dance walk character storyboard timeline"),
    notes: [
      'An AnimationPlayer is a child of what it moves: `animations = { wave: { length: 1, loop: true, tracks: [{ path: "Arm", property: "rotation", keys: [[0, 0], [0.5, 1, "sineInOut"], [1, 0]] }] } }`. Paths use the names of nodes: give them, `new Rect({ name: "Arm" })`.',
    ],
  },
  {
    name: "logic",
    words: words("state machine fsm blackboard behaviour behavior ai guard npc traffic agent mode"),
    notes: [
      'A StateMachine is a child node: `this.addChild(new StateMachine({ initial: "idle", states: { idle: { update: () => (this.seesPlayer() ? "chase" : undefined) }, chase: { … } } }))`. An update gets dt and the seconds since its state was entered.',
    ],
  },
  {
    name: "sound",
    words: words(
      "sound music melody song note tone beep audio synth synthesizer piano drum chord noise loud instrument hear",
    ),
    notes: [
      "A Sound is a child node that is played with play(); it is heard by people who have clicked on the page. For a chord, one Sound for each note.",
    ],
  },
  {
    name: "stage",
    words: words("stage message neighbour neighbor multiplayer broadcast chat signal together others module modules"),
    notes: [
      "stage.others are other modules that may or may not be there: find one by its name each time, and check for undefined. They cannot be changed; `stage.send(other, { hit: 3 })` asks them.",
      "A module hears messages with `stage.received.connect((message, from) => …)` in onReady; a message is unknown data, so check what it is before using it.",
    ],
  },
  {
    name: "areas",
    words: words(
      "collide collision overlap hit hits bump touch trigger catch collect pickup dodge shoot bullet enemy asteroid hitbox sensor",
    ),
    notes: [
      "An Area2D is invisible: add it as a child to what it stands for, `hitbox = this.addChild(new Area2D({ radius: 20 }))`, connect in onReady, `this.hitbox.areaEntered.connect((other) => …)`, and find out who it was by `other.parent` or `other.isInGroup(…)`.",
      "Signals come once when two areas meet and once when they part; for the state in between ask overlappingAreas.",
      "It notices physics bodies too, without pushing them: bodyEntered, bodyExited and overlappingBodies.",
    ],
  },
];
