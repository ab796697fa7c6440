/** A page of any origin may call, and may read the headers the SDK lives on (contract W18). */
export const corsHeaders = {
  "access-control-allow-origin": "*",
  "access-control-expose-headers":
    "x-request-id, retry-after, x-pareta-billed, x-pareta-frontier-would-have-cost",
};

export function preflight(request: Request): Response {
  return new Response(null, {
    status: 204,
    headers: {
      ...corsHeaders,
      "access-control-allow-methods": "GET, POST, PUT, DELETE, OPTIONS",
      "access-control-allow-headers":
        request.headers.get("access-control-request-headers") ?? "authorization, content-type",
      "access-control-allow-private-network": "true",
      "access-control-max-age": "600",
    },
  });
}
