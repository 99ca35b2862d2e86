//! tries: to run code in a namespace that is merged with the class
//! fires: secret-read
//! expected: rejected
//! layer: gate
import { Node2D } from "nodegen";

class NamespaceMerge extends Node2D {}
namespace NamespaceMerge {
  export const leak = console.log(process.env.__SECRET_ENV__);
}
export default NamespaceMerge;
