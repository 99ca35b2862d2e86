//! tries: to double the promise jobs with every job
//! fires: resource
//! expected: rejected
//! layer: watch
import { Node2D } from "nodegen";

export default class PromiseFan extends Node2D {
  override onReady() {
    const double = (): void => {
      void Promise.resolve().then(double);
      void Promise.resolve().then(double);
    };
    double();
  }
}
