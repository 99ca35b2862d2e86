//! tries: to see when memory is collected
//! fires: nondeterministic
//! expected: rejected
//! layer: gate
import { Node2D } from "nodegen";

export default class WeakReference extends Node2D {
  refs: WeakRef<object>[] = [];

  override onUpdate() {
    for (let n = 0; n < 2_000; n++) this.refs.push(new WeakRef({ n, weight: new Array(64) }));
    this.x = this.refs.filter((one) => one.deref() !== undefined).length + performance.now();
  }
}
