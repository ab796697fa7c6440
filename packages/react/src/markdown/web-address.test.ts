import { describe, expect, it } from "vitest";
import { readAddress, saysPlace } from "./web-address.ts";

describe("X2 an address is offered only if it is absolute and https, http or mailto once parsed", () => {
  it.each([
    ["https://pareta.ai/a?b=c#d", "https://pareta.ai/a?b=c#d", "pareta.ai"],
    ["http://pareta.ai", "http://pareta.ai/", "pareta.ai"],
    ["HTTPS://PARETA.AI", "https://pareta.ai/", "pareta.ai"],
    ["https://pareta.ai:8443/", "https://pareta.ai:8443/", "pareta.ai:8443"],
    ["  https://pareta.ai  ", "https://pareta.ai/", "pareta.ai"],
    ["ht\ntps://pareta.ai", "https://pareta.ai/", "pareta.ai"],
    ["https://pareta.ai\\@evil.example", "https://pareta.ai/@evil.example", "pareta.ai"],
    ["https://аррӏе.com", "https://xn--80ak6aa92e.com/", "xn--80ak6aa92e.com"],
    ["https://пример.рф/", "https://xn--e1afmkfd.xn--p1ai/", "xn--e1afmkfd.xn--p1ai"],
    ["https://0x7f.1/", "https://127.0.0.1/", "127.0.0.1"],
    ["https://[::1]/", "https://[::1]/", "[::1]"],
    ["mailto:hello@pareta.ai?subject=a", "mailto:hello@pareta.ai?subject=a", "hello@pareta.ai"],
  ])("%s", (destination, href, place) => {
    expect(readAddress(destination)).toMatchObject({ href, place });
  });

  it.each([
    ["javascript:alert(1)"],
    ["JavaScript:alert(1)"],
    ["java\tscript:alert(1)"],
    ["java\nscript:alert(1)"],
    ["\u0001javascript:alert(1)"],
    [" javascript:alert(1)"],
    ["javascript://https://pareta.ai/%0aalert(1)"],
    ["data:text/html,<script>alert(1)</script>"],
    ["vbscript:msgbox(1)"],
    ["blob:https://pareta.ai/1"],
    ["file:///etc/passwd"],
    ["ftp://pareta.ai/"],
    ["tel:+4912345"],
    ["about:blank"],
    ["view-source:https://pareta.ai"],
    ["//evil.example"],
    ["/\\evil.example"],
    ["\\\\evil.example"],
    ["http:evil.example"],
    ["http:/evil.example"],
    ["https:\\\\evil.example"],
    ["https:evil.example"],
    ["/settings"],
    ["./a"],
    ["?a=b"],
    ["#body"],
    ["pareta.ai"],
    ["https://"],
    ["https://?a"],
    ["https://a b/"],
    ["https://user@evil.example"],
    ["https://pareta.ai:443@evil.example"],
    ["https://:pw@evil.example"],
    ["mailto:"],
    ["mailto:?to=a@b.example"],
    ["mailto:nobody"],
    [""],
    ["https://a\u0000.example"],
  ])("%j is none", (destination) => {
    expect(readAddress(destination)).toBeNull();
  });
});

describe("X6 the words of a link say where it leads only if they are an address there", () => {
  const says = (words: string, destination: string) => {
    const address = readAddress(destination);
    if (address === null) throw new Error(`${destination} is no address.`);
    return saysPlace(words, address);
  };

  it.each([
    ["pareta.ai", "https://pareta.ai/docs"],
    ["https://pareta.ai/pricing", "https://pareta.ai/docs"],
    ["www.pareta.ai", "https://pareta.ai"],
    ["Pareta.AI/docs", "https://www.pareta.ai/docs"],
    ["hello@pareta.ai", "mailto:hello@pareta.ai?subject=a"],
    ["mailto:hello@pareta.ai", "mailto:hello@pareta.ai"],
  ])("%s says %s", (words, destination) => {
    expect(says(words, destination)).toBe(true);
  });

  it.each([
    ["bank.com", "https://evil.example"],
    ["bank.com", "https://bank.com.evil.example"],
    ["bank.com", "https://login.bank.com"],
    ["https://bank.com", "https://evil.example"],
    ["see bank.com", "https://bank.com"],
    ["https://evil.example@bank.com", "https://bank.com"],
    ["аррӏе.com", "https://аррӏе.com"],
    ["пример.рф", "https://пример.рф"],
    ["bank.com", "http://bank.com:8080"],
    ["", "https://bank.com"],
    ["javascript:alert(1)", "https://bank.com"],
    ["bank", "https://bank.com"],
    ["a@bank.com", "mailto:b@bank.com"],
    ["bank.com", "mailto:a@bank.com"],
  ])("%j does not say %s", (words, destination) => {
    expect(says(words, destination)).toBe(false);
  });
});
