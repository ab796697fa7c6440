import type { ComponentProps, ReactNode } from "react";
import { classNames } from "./class-names.ts";

export interface ButtonProps extends Omit<ComponentProps<"button">, "type"> {
  /** Default `"plain"`. At most one `"primary"` in a view. */
  variant?: "plain" | "primary" | "quiet" | undefined;
  /** Default `"button"`. */
  type?: "button" | "submit" | undefined;
}

/** The kit's one button. */
export function Button({ variant = "plain", type = "button", className, ...props }: ButtonProps): ReactNode {
  return (
    <button
      type={type}
      data-slot="button"
      data-variant={variant}
      className={classNames("pareta-button", className)}
      {...props}
    />
  );
}
