import { version } from "react";
import { version as rendererVersion } from "react-dom";
import query from "@tanstack/react-query/package.json";

/** The aliases that failed would test the newest pair again, and pass. */
const versions = [version, rendererVersion, query.version].join();
if (versions !== "19.0.0,19.0.0,5.89.0") throw new Error(`These are not the oldest peers: ${versions}.`);
