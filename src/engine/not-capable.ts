/** What a call rejects with that was not granted. */
export class NotCapable extends Error {
  readonly permission: string;
  readonly scope: string;
  /** @internal */
  constructor(permission: string, scope: string, message: string) {
    super(message);
    this.name = "NotCapable";
    this.permission = permission;
    this.scope = scope;
  }
}
