/** What every component can reach: the state to read, the actions to call, and the stage's picture for the tree. */
import { createContext } from "preact";
import { useContext } from "preact/hooks";

import type { Actions } from "./actions.ts";
import type { Scenes } from "./scenes.ts";
import type { State } from "./state.ts";

export interface App {
  readonly state: State;
  readonly actions: Actions;
  readonly scenes: Scenes;
  /** Called once, when the canvas is there. */
  readonly mountStage: (canvas: HTMLCanvasElement) => () => void;
}

export const AppContext = createContext<App | null>(null);

export function useApp(): App {
  const app = useContext(AppContext);
  if (!app) throw new Error("use the app outside of its provider");
  return app;
}
