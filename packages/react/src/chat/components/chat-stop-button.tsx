import type { ReactNode } from "react";
import { Button, type ButtonProps } from "../../ui/button.tsx";
import { classNames } from "../../ui/class-names.ts";

/** Ends the running answer; what had arrived is kept. */
export function ChatStopButton({ className, ...props }: ButtonProps): ReactNode {
  return (
    <Button data-slot="chat-stop-button" className={classNames("pareta-chat-stop", className)} {...props} />
  );
}
