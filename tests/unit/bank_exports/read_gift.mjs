// Reads a bank as GIFT by the parser that editors of GIFT use.
import { parse } from "gift-pegjs";

const { gift } = JSON.parse(new TextDecoder().decode(await new Response(Deno.stdin.readable).arrayBuffer()));
console.log(JSON.stringify(parse(gift)));
