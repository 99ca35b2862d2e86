/**
 * The properties of the node classes, as the declarations give them: what a class field may set, and what an accessor of
 * a module must not hide. Each row: the class, the class that it extends, its own properties.
 */
const rows: readonly (readonly [name: string, base: string, own: string])[] = [
  ["Node", "", "name parent children sceneTime"],
  ["Node2D", "Node", "globalPosition globalRotation position x y scale rotation visible opacity z anchor"],
  ["Circle", "Node2D", "color outline outlineWidth radius"],
  ["Rect", "Node2D", "color outline outlineWidth width height cornerRadius"],
  ["Polygon", "Node2D", "color outline outlineWidth points"],
  ["Line", "Node2D", "points color width closed"],
  ["Sprite2D", "Node2D", "texture width height tint"],
  ["Label", "Node2D", "text fontSize color align"],
  ["PixelGrid", "Node2D", "columns rows cellSize"],
  ["Timer", "Node", "timeout running remaining seconds repeating"],
  ["Camera2D", "Node2D", "zoom smoothing"],
  ["Drawing", "Node2D", ""],
  ["Path2D", "Node2D", "length points closed smooth color width"],
  ["PathFollow2D", "Node2D", "progress speed loop rotates progressRatio"],
  [
    "Particles2D",
    "Node2D",
    "count emitting rate maxParticles lifetime lifetimeSpread direction spread speed speedSpread gravity drag emissionRadius startSize endSize startColor endColor local",
  ],
  ["TileMap", "Node2D", "layout tiles columns rows tileSize"],
  ["Control", "Node2D", "width height disabled focused hovered held"],
  ["Button", "Control", "text fontSize color textColor pressed"],
  ["ProgressBar", "Control", "min max value color"],
  ["Slider", "Control", "min max value step color valueChanged"],
  ["HBox", "Node2D", "gap padding align color cornerRadius width height"],
  ["VBox", "Node2D", "gap padding align color cornerRadius width height"],
  ["PhysicsBody2D", "Node2D", "shape radius width height points color friction bounce bodyEntered bodyExited"],
  ["StaticBody2D", "PhysicsBody2D", ""],
  ["AnimatableBody2D", "PhysicsBody2D", ""],
  [
    "RigidBody2D",
    "PhysicsBody2D",
    "density gravityScale linearVelocity angularVelocity linearDamping angularDamping fixedRotation",
  ],
  ["AnimationPlayer", "Node", "autoplay speed finished animations current playing time"],
  ["StateMachine", "Node", "initial stateChanged states state timeInState"],
  ["Blackboard", "Node", "changed"],
  [
    "Sound",
    "Node2D",
    "wave frequency endFrequency volume pan attack decay sustain duration release sampleRate samples plays stopped",
  ],
  [
    "Area2D",
    "Node2D",
    "areaEntered areaExited bodyEntered bodyExited overlappingAreas overlappingBodies shape radius width height points color monitoring monitorable",
  ],
];

/** Inherited ones included. */
export const nodeProperties: ReadonlyMap<string, ReadonlySet<string>> = rows.reduce(
  (known, [name, base, own]) =>
    known.set(name, new Set([...(known.get(base) ?? []), ...own.split(" ").filter(Boolean)])),
  new Map<string, ReadonlySet<string>>(),
);
