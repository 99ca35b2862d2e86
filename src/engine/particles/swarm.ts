/**
 * Particles in flight, as columns of numbers: thousands of them are moved by one loop and make no garbage. Order is that of
 * birth. Knows nothing of nodes.
 */
export interface Forces {
  /** Pixels a second, each second, downwards. */
  readonly gravity: number;
  /** The share of the speed that is lost in a second, as an exponent. */
  readonly drag: number;
}

export interface Birth {
  readonly x: number;
  readonly y: number;
  readonly velocityX: number;
  readonly velocityY: number;
  /** Seconds. */
  readonly lifetime: number;
}

const FIRST_ROOM = 64;

export class Swarm {
  count = 0;
  #x = new Float64Array(FIRST_ROOM);
  #y = new Float64Array(FIRST_ROOM);
  #velocityX = new Float64Array(FIRST_ROOM);
  #velocityY = new Float64Array(FIRST_ROOM);
  #age = new Float64Array(FIRST_ROOM);
  #lifetime = new Float64Array(FIRST_ROOM);

  add({ x, y, velocityX, velocityY, lifetime }: Birth): void {
    if (this.count === this.#x.length) this.#grow();
    const at = this.count++;
    this.#x[at] = x;
    this.#y[at] = y;
    this.#velocityX[at] = velocityX;
    this.#velocityY[at] = velocityY;
    this.#age[at] = 0;
    this.#lifetime[at] = lifetime;
  }

  /** One tick: who is past its lifetime is gone, the others close up. */
  advance(dt: number, { gravity, drag }: Forces): void {
    const slower = Math.exp(-drag * dt);
    let to = 0;
    for (let from = 0; from < this.count; from++) {
      const age = this.#age[from]! + dt;
      if (age >= this.#lifetime[from]!) continue;
      this.#velocityX[to] = this.#velocityX[from]! * slower;
      this.#velocityY[to] = (this.#velocityY[from]! + gravity * dt) * slower;
      this.#x[to] = this.#x[from]! + this.#velocityX[to]! * dt;
      this.#y[to] = this.#y[from]! + this.#velocityY[to]! * dt;
      this.#age[to] = age;
      this.#lifetime[to] = this.#lifetime[from]!;
      to++;
    }
    this.count = to;
  }

  clear(): void {
    this.count = 0;
  }

  /** x, y, and the share of its life that is over, of one after the other. */
  flat(): Float64Array {
    const flat = new Float64Array(3 * this.count);
    for (let index = 0; index < this.count; index++) {
      flat[3 * index] = this.#x[index]!;
      flat[3 * index + 1] = this.#y[index]!;
      flat[3 * index + 2] = this.#age[index]! / this.#lifetime[index]!;
    }
    return flat;
  }

  /** A number that no two different swarms are likely to share: for telling runs apart. */
  sum(): number {
    let sum = 0;
    for (let index = 0; index < this.count; index++) sum += (index + 1) * (this.#x[index]! + 2 * this.#y[index]!);
    return sum;
  }

  #grow(): void {
    const grown = (column: Float64Array): Float64Array<ArrayBuffer> => {
      const wider = new Float64Array(2 * column.length);
      wider.set(column);
      return wider;
    };
    this.#x = grown(this.#x);
    this.#y = grown(this.#y);
    this.#velocityX = grown(this.#velocityX);
    this.#velocityY = grown(this.#velocityY);
    this.#age = grown(this.#age);
    this.#lifetime = grown(this.#lifetime);
  }
}
