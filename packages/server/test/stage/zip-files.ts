/** Zip archives made by hand, well formed and not. */
import { crc32, deflateRawSync } from "node:zlib";

/** A zip archive of one file. */
export function zipOf(name: string, content: Buffer): Buffer {
  const packed = deflateRawSync(content, { level: 9 });
  const head = Buffer.alloc(26);
  head.writeUInt16LE(20, 0);
  head.writeUInt16LE(8, 4);
  head.writeUInt32LE(crc32(content), 10);
  head.writeUInt32LE(packed.length, 14);
  head.writeUInt32LE(content.length, 18);
  head.writeUInt16LE(name.length, 22);
  const local = Buffer.concat([Buffer.from("PK\u0003\u0004"), head, Buffer.from(name), packed]);
  const directory = Buffer.concat([
    Buffer.from("PK\u0001\u0002\u0014\u0000"),
    head,
    Buffer.alloc(14),
    Buffer.from(name),
  ]);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(1, 4);
  end.writeUInt16LE(1, 6);
  end.writeUInt32LE(directory.length, 8);
  end.writeUInt32LE(local.length, 12);
  return Buffer.concat([local, directory, Buffer.from("PK\u0005\u0006"), end]);
}

/** An archive whose directory names the same small file again and again. */
export function crowdedZip(entries: number): Buffer {
  const one = zipOf("OFD.xml", Buffer.from("<a/>"));
  const at = one.indexOf("PK\u0001\u0002");
  const [local, entry] = [one.subarray(0, at), one.subarray(at, one.length - 22)];
  const directory = Buffer.concat(Array.from({ length: entries }, () => entry));
  const end = Buffer.from(one.subarray(-22));
  end.writeUInt16LE(Math.min(entries, 65_535), 8);
  end.writeUInt16LE(Math.min(entries, 65_535), 10);
  end.writeUInt32LE(directory.length, 12);
  return Buffer.concat([local, directory, end]);
}
