/** The page's one polite voice. It stays mounted, so that screen readers notice what changes in it. */
export function Announcer({ text }: { text: string }) {
  return (
    <p className="visually-hidden" aria-live="polite" data-slot="announcer">
      {text}
    </p>
  );
}
