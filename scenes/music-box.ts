// A music box: a turning drum of pins plays a melody of its own, and each note lights its bar and sounds.
import { Circle, mixColor, Node2D, property, random, Rect, Sound, view } from "nodegen";

/** A pentatonic scale: whatever comes together sounds well. */
const scale = [261.6, 293.7, 329.6, 392, 440, 523.3, 587.3, 659.3];
const beats = 16;

class Bar extends Rect {
  glow = 0;
  sound = this.addChild(new Sound({ wave: "triangle", decay: 0.3, sustain: 0.2, release: 0.5, volume: 0.35 }));
  width = 64;
  cornerRadius = 8;

  onUpdate(dt: number) {
    this.glow = Math.max(0, this.glow - 2.5 * dt);
    this.color = mixColor("#3a506b", "#ffe66d", this.glow);
    this.rotation = 0.03 * this.glow;
  }

  ring(frequency: number) {
    this.glow = 1;
    this.sound.play(frequency);
  }
}

export default class MusicBox extends Node2D {
  @property({ range: [40, 240], step: 5 }) beatsPerMinute = 150;
  @property({ range: [0.05, 0.6], step: 0.05 }) pins = 0.22;

  backdrop = this.addChild(
    new Rect({ position: view.center, width: view.width, height: view.height, color: "#0b132b" }),
  );
  bars: Bar[] = [];
  dots: { beat: number; note: number; dot: Circle }[] = [];
  beat = 0;

  onReady() {
    for (const [note] of scale.entries()) {
      const bar = new Bar({ x: this.column(note), y: 400, height: 160 - 12 * note });
      bar.sound.pan = (note / (scale.length - 1)) * 2 - 1;
      this.bars.push(this.addChild(bar));
    }
    this.setPins();
  }

  onPropertyChange(name: string) {
    if (name === "pins") this.setPins();
  }

  onUpdate(dt: number) {
    const before = Math.floor(this.beat);
    this.beat += (this.beatsPerMinute / 60) * dt;
    for (const { beat, dot } of this.dots) {
      const wait = (beat - this.beat + 1000 * beats) % beats;
      dot.y = 300 - wait * 22;
      dot.opacity = wait < 13 ? 1 : 0;
    }
    if (Math.floor(this.beat) === before) return;
    for (const { beat, note } of this.dots)
      if (beat === Math.floor(this.beat) % beats) this.bars[note]?.ring(scale[note] ?? 440);
  }

  setPins() {
    for (const { dot } of this.dots) dot.queueFree();
    this.dots = [];
    for (let beat = 0; beat < beats; beat++)
      for (const [note] of scale.entries())
        if (random.chance(this.pins))
          this.dots.push({
            beat,
            note,
            dot: this.addChild(new Circle({ x: this.column(note), radius: 8, color: "#5bc0be" })),
          });
  }

  column(note: number): number {
    return view.center.x + (note - (scale.length - 1) / 2) * 90;
  }
}
