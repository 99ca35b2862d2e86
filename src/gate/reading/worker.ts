/** The program of the thread that reads. */
import { serve } from "../threads/serve.ts";
import { readEmitted } from "./emitted.ts";
import { readSource } from "./source.ts";

const functions = { readSource, readEmitted };
export type ReaderFunctions = typeof functions;

serve(functions);
