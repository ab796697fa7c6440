// The rows of the fault catalogue that an engine could answer differently, once more in Chromium.
import "@testing-library/jest-dom/vitest";
import "./acts/acts.test.tsx";
import "./chat/page-lifecycle.test.tsx";
import "./chat/use-chat-stream.test.tsx";
import "./endpoints/endpoint-acts.test.tsx";
import "./endpoints/use-deploy.test.tsx";
import "./evals/eval-acts.test.tsx";
import "./fault-rows.test.tsx";
import "./hydration.test.tsx";
import "./models/use-models.test.tsx";
import "./provider/pareta-provider.test.tsx";
import "./queries/polling.test.tsx";
import "./queries/reads.test.tsx";
