//! tries: to spend the model's tokens without end
//! fires: resource
//! expected: contained
//! layer: host
//! grants: --allow-model --no-prompt
import { ask, Node2D } from "nodegen";

export const permissions = { model: true };

export default class QuestionBudget extends Node2D {
  override onUpdate() {
    for (let n = 0; n < 10; n++) ask(`question ${n}`).catch(() => {});
  }
}
