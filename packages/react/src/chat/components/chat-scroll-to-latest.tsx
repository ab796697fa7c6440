import type { ReactNode } from "react";
import { Button, type ButtonProps } from "../../ui/button.tsx";
import { classNames } from "../../ui/class-names.ts";

/** Takes a reader who scrolled up back to the end of the thread. */
export function ChatScrollToLatest({ className, ...props }: ButtonProps): ReactNode {
  return (
    <Button
      data-slot="chat-scroll-to-latest"
      className={classNames("pareta-chat-scroll-to-latest", className)}
      {...props}
    />
  );
}
