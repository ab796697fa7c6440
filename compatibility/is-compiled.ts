import { useChatStream } from "../packages/react/src/index.ts";

/** A compiled hook keeps what it made in numbered places: `$[0]`. */
if (!/\$\[\d+\]/.test(useChatStream.toString())) throw new Error("The hooks are not compiled.");
