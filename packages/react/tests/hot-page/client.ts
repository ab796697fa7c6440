import { Pareta } from "pareta";

const baseURL = new URL(location.href).searchParams.get("server") ?? "";

export const client = new Pareta({ baseURL, apiKey: () => "pareta_sk_test" });
