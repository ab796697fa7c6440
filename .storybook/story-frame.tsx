import type { Decorator } from "@storybook/react-vite";
import "./story-frame.css";

/** `parameters.frame`: how a story lies on the page. */
export interface StoryFrame {
  /** Default `true`. A part that fills its host, as a chat does, has none. */
  readonly padding?: boolean;
  /** In px, for a host that is narrower than the page. */
  readonly width?: number;
}

/** The host's page around a story: theme, density, direction and language of the toolbar. */
export const withFrame: Decorator = (Story, { globals, parameters, viewMode }) => {
  const { padding = true, width }: StoryFrame = parameters["frame"] ?? {};
  return (
    <div
      className="story-frame"
      data-pareta-theme={globals["theme"]}
      data-pareta-density={globals["density"]}
      data-padding={padding}
      data-view-mode={viewMode}
      dir={globals["direction"]}
      lang={globals["locale"]}
    >
      {width === undefined ? <Story /> : <div style={{ inlineSize: width }}>{<Story />}</div>}
    </div>
  );
};
