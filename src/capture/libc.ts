import { Failure, inEvery } from "../failure.ts";
import { TEXTS } from "./failure_text.ts";

const SYMBOLS = {
  socket: { parameters: ["i32", "i32", "i32"], result: "i32" },
  bind: { parameters: ["i32", "buffer", "u32"], result: "i32" },
  setsockopt: {
    parameters: ["i32", "i32", "i32", "buffer", "u32"],
    result: "i32",
  },
  getsockopt: {
    parameters: ["i32", "i32", "i32", "buffer", "buffer"],
    result: "i32",
  },
  ioctl: { parameters: ["i32", "usize", "buffer"], result: "i32" },
  mmap: {
    parameters: ["pointer", "usize", "i32", "i32", "i32", "i64"],
    result: "pointer",
  },
  munmap: { parameters: ["pointer", "usize"], result: "i32" },
  poll: {
    parameters: ["buffer", "usize", "i32"],
    result: "i32",
    nonblocking: true,
  },
  eventfd: { parameters: ["u32", "i32"], result: "i32" },
  open: { parameters: ["buffer", "i32"], result: "i32" },
  read: { parameters: ["i32", "buffer", "usize"], result: "isize" },
  write: { parameters: ["i32", "buffer", "usize"], result: "isize" },
  close: { parameters: ["i32"], result: "i32" },
  closeAside: {
    name: "close",
    parameters: ["i32"],
    result: "i32",
    nonblocking: true,
  },
  strerror: { parameters: ["i32"], result: "pointer" },
  __errno_location: { parameters: [], result: "pointer" },
} as const satisfies Deno.ForeignLibraryInterface;

/** Names of the C library, the usual one first, then those of musl. */
const LIBRARIES = [
  "libc.so.6",
  `libc.musl-${Deno.build.arch}.so.1`,
  "libc.so",
];

/** Error numbers that are told apart; they are the same on x86_64 and aarch64. */
export const Errno = {
  EPERM: 1,
  ENOMEM: 12,
  EACCES: 13,
  ENODEV: 19,
  EINVAL: 22,
  ENETDOWN: 100,
} as const;

/** Events of `struct pollfd`. */
export const PollEvent = {
  /** There is something to read. */
  IN: 0x1,
  /** Something went wrong; always reported. */
  ERROR: 0x8,
  /** The other end is gone; always reported. */
  HANG_UP: 0x10,
} as const;

const PROT_READ = 1;
const PROT_WRITE = 2;
const MAP_SHARED = 1;
const MAP_FAILED = 0xffff_ffff_ffff_ffffn;
const EFD_CLOEXEC = 0x8_0000;
const O_RDONLY = 0;

/** Bytes that are read of a file of the kernel; what is looked for stands near its start. */
const SYSTEM_FILE_BYTES = 8192;

/** Thrown where the kernel refuses a call. */
export class SystemError extends Error {
  /** Name of the class. */
  override readonly name = "SystemError";
  /** Function that was called, for example `"socket"`. */
  readonly call: string;
  /** What the kernel answered; see {@linkcode Errno}. */
  readonly errno: number;

  /**
   * Makes an error of what the kernel answered.
   *
   * @param call Function that was called.
   * @param errno What the kernel answered.
   * @param text That answer in words.
   */
  constructor(call: string, errno: number, text: string) {
    super(`Cannot call ${call}: ${text} (errno ${errno})`);
    this.call = call;
    this.errno = errno;
  }
}

/** A place that {@linkcode Libc.poll} waits for. */
export interface PollEntry {
  /** File descriptor. */
  readonly fd: number;
  /** Events to wait for, beside those that are always reported. */
  readonly events: number;
}

/** Memory that is shared with the kernel. */
export interface SharedMemory extends Disposable {
  /**
   * The memory itself, not a copy. It is detached when the memory is given
   * back, so that a view which is kept too long is empty, not dangling.
   */
  readonly buffer: ArrayBuffer;
}

/** The calls of the C library that a capture needs, with errors that are thrown. */
export class Libc implements Disposable {
  readonly #library: Deno.DynamicLibrary<typeof SYMBOLS>;
  readonly #errno: Deno.UnsafePointerView;

  /**
   * Opens the C library of this system.
   *
   * @throws {Failure} `unavailable`, if there is none or FFI is not permitted.
   */
  constructor() {
    this.#library = openLibrary();
    this.#errno = new Deno.UnsafePointerView(
      this.#library.symbols.__errno_location()!,
    );
  }

  /** Makes a socket and returns its file descriptor. */
  socket(domain: number, type: number, protocol: number): number {
    return this.#check(
      "socket",
      this.#library.symbols.socket(domain, type, protocol),
    );
  }

  /** Binds a socket to an address. */
  bind(fd: number, address: BufferSource): void {
    this.#check(
      "bind",
      this.#library.symbols.bind(fd, address, address.byteLength),
    );
  }

  /** Sets an option of a socket. */
  setOption(
    fd: number,
    level: number,
    name: number,
    value: BufferSource,
  ): void {
    this.#check(
      "setsockopt",
      this.#library.symbols.setsockopt(
        fd,
        level,
        name,
        value,
        value.byteLength,
      ),
    );
  }

  /** Reads an option of a socket into a value of its size. */
  getOption(
    fd: number,
    level: number,
    name: number,
    value: BufferSource,
  ): void {
    const length = new Uint32Array([value.byteLength]);
    this.#check(
      "getsockopt",
      this.#library.symbols.getsockopt(fd, level, name, value, length),
    );
  }

  /** Asks or tells a device something; the answer overwrites the request. */
  control(fd: number, request: number, value: BufferSource): void {
    this.#check(
      "ioctl",
      this.#library.symbols.ioctl(fd, BigInt(request), value),
    );
  }

  /**
   * Maps memory that a file descriptor shares with the kernel.
   *
   * @param fd File descriptor.
   * @param lengthBytes Length in bytes.
   */
  map(fd: number, lengthBytes: number): SharedMemory {
    const { mmap, munmap } = this.#library.symbols;
    const length = BigInt(lengthBytes);
    const pointer = mmap(
      null,
      length,
      PROT_READ | PROT_WRITE,
      MAP_SHARED,
      fd,
      0n,
    );
    if (pointer === null || Deno.UnsafePointer.value(pointer) === MAP_FAILED) {
      throw this.#error("mmap");
    }
    const buffer = Deno.UnsafePointerView.getArrayBuffer(pointer, lengthBytes);
    return {
      buffer,
      [Symbol.dispose]() {
        if (buffer.detached) return;
        buffer.transfer();
        munmap(pointer, length);
      },
    };
  }

  /**
   * Waits, on a thread of its own, until something happens at one of the entries.
   *
   * @param entries Where.
   * @param timeoutMillis How long at the most; -1 for as long as it takes.
   * @returns What happened at each entry; nothing at all after the timeout.
   */
  async poll(
    entries: readonly PollEntry[],
    timeoutMillis: number,
  ): Promise<number[]> {
    const bytes = new Uint8Array(entries.length * 8);
    const view = new DataView(bytes.buffer);
    entries.forEach(({ fd, events }, index) => {
      view.setInt32(index * 8, fd, true);
      view.setInt16(index * 8 + 4, events, true);
    });
    await this.#library.symbols.poll(
      bytes,
      BigInt(entries.length),
      timeoutMillis,
    );
    return entries.map((_, index) => view.getInt16(index * 8 + 6, true));
  }

  /** Makes a counter that {@linkcode poll} can wait for. */
  eventCounter(): number {
    return this.#check(
      "eventfd",
      this.#library.symbols.eventfd(0, EFD_CLOEXEC),
    );
  }

  /** Raises such a counter, for good: it is never read. */
  raise(counter: number): void {
    this.#library.symbols.write(counter, new BigUint64Array([1n]), 8n);
  }

  /**
   * Reads a file in which the kernel tells of itself.
   *
   * Deno withholds `/proc` and `/sys` from programs that are not permitted
   * everything.
   *
   * @param path For example `/proc/self/status`.
   * @returns The start of its content; `undefined` if it cannot be read.
   */
  readSystemFile(path: string): string | undefined {
    const { open, read, close } = this.#library.symbols;
    const fd = open(new TextEncoder().encode(`${path}\0`), O_RDONLY);
    if (fd < 0) return undefined;
    const bytes = new Uint8Array(SYSTEM_FILE_BYTES);
    const length = Number(read(fd, bytes, BigInt(bytes.length)));
    close(fd);
    return length < 0
      ? undefined
      : new TextDecoder().decode(bytes.subarray(0, length));
  }

  /** Closes a file descriptor. */
  close(fd: number): void {
    this.#library.symbols.close(fd);
  }

  /** Closes a file descriptor on a thread of its own, where the kernel takes its time. */
  async closeAside(fd: number): Promise<void> {
    await this.#library.symbols.closeAside(fd);
  }

  /** Gives the library back; no call may be under way. */
  [Symbol.dispose](): void {
    this.#library.close();
  }

  #check(call: string, result: number): number {
    if (result < 0) throw this.#error(call);
    return result;
  }

  #error(call: string): SystemError {
    const errno = this.#errno.getInt32();
    const text = this.#library.symbols.strerror(errno);
    return new SystemError(
      call,
      errno,
      text === null ? "unknown" : Deno.UnsafePointerView.getCString(text),
    );
  }
}

function openLibrary(): Deno.DynamicLibrary<typeof SYMBOLS> {
  let cause: unknown;
  for (const name of LIBRARIES) {
    try {
      return Deno.dlopen(name, SYMBOLS);
    } catch (error) {
      cause ??= error;
      if (error instanceof Deno.errors.NotCapable) break;
    }
  }
  throw cause instanceof Deno.errors.NotCapable
    ? new Failure(
      "permission",
      inEvery(TEXTS, (text) => text.noForeignFunctions),
      { cause },
    )
    : new Failure(
      "unavailable",
      inEvery(TEXTS, (text) => text.noLibrary(LIBRARIES)),
      { cause },
    );
}
