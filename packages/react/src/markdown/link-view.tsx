import type { ReactNode } from "react";
import { useAddressTip } from "./use-address-tip.ts";
import { readAddress, saysPlace, type WebAddress } from "./web-address.ts";

interface LinkViewProps {
  readonly destination: string;
  /** What a reader sees of the children. */
  readonly words: string;
  /** Offers of the images in it, which stand behind the link. */
  readonly images: ReactNode;
  readonly children: ReactNode;
}

/**
 * A link that says where it leads: the host behind the words unless they are it, the whole address on hover and focus.
 * Its words alone where the address is none that may be offered.
 */
export function LinkView({ destination, words, images, children }: LinkViewProps): ReactNode {
  const address = readAddress(destination);
  if (address === null) {
    return (
      <>
        {children}
        {images}
      </>
    );
  }
  return (
    <>
      <PlaceLink address={address} words={words}>
        {children}
      </PlaceLink>
      {images}
    </>
  );
}

interface PlaceLinkProps {
  readonly address: WebAddress;
  readonly words: string;
  readonly children: ReactNode;
}

function PlaceLink({ address, words, children }: PlaceLinkProps): ReactNode {
  const tip = useAddressTip(address.href);
  return (
    <a
      className="pareta-markdown-link"
      data-slot="markdown-link"
      href={address.href}
      target="_blank"
      rel="noopener noreferrer nofollow ugc"
      referrerPolicy="no-referrer"
      {...tip}
    >
      {children}
      {saysPlace(words, address) ? null : (
        <span className="pareta-markdown-place">
          {words === "" ? null : <span> </span>}
          <bdi>{address.place}</bdi>
        </span>
      )}
    </a>
  );
}
