package dev.myriapod.coordinator.listener;

import static dev.myriapod.coordinator.listener.RawPeer.CONTINUATION;
import static dev.myriapod.coordinator.listener.RawPeer.DATA;
import static dev.myriapod.coordinator.listener.RawPeer.END_HEADERS;
import static dev.myriapod.coordinator.listener.RawPeer.HEADERS;
import static dev.myriapod.coordinator.listener.RawPeer.PING;
import static dev.myriapod.coordinator.listener.RawPeer.RST_STREAM;
import static dev.myriapod.coordinator.listener.RawPeer.SETTINGS;
import static dev.myriapod.coordinator.listener.RawPeer.WINDOW_UPDATE;
import static dev.myriapod.coordinator.listener.RawPeer.call;
import static dev.myriapod.coordinator.listener.RawPeer.frame;
import static dev.myriapod.coordinator.listener.RawPeer.header;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** What somebody without the token may write to the port. */
enum Hostility {
    REQUEST_OF_HTTP_1 {
        @Override
        void write(RawPeer peer) throws IOException {
            peer.write("GET / HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        }
    },
    HALF_A_PREFACE {
        @Override
        void write(RawPeer peer) throws IOException {
            peer.write(Arrays.copyOf(RawPeer.PREFACE, 11));
        }
    },
    GARBAGE_AFTER_THE_PREFACE {
        @Override
        void write(RawPeer peer) throws IOException {
            peer.write(RawPeer.PREFACE).flood(100, randomBytes(10_000));
        }
    },
    GARBAGE_IN_FRAMES {
        @Override
        void write(RawPeer peer) throws IOException {
            peer.greet();
            for (int type = 0; type < 256; type++) {
                peer.flood(10, frame(type, type * 7, type % 9, randomBytes(type)));
            }
        }
    },
    FRAME_THAT_CLAIMS_16_MEGABYTES {
        @Override
        void write(RawPeer peer) throws IOException {
            byte[] claim = frame(DATA, 0, 1, new byte[1000]);
            Arrays.fill(claim, 0, 3, (byte) 0xff);
            peer.greet().flood(10_000, claim);
        }
    },
    HEADERS_TOO_LARGE {
        @Override
        void write(RawPeer peer) throws IOException {
            peer.greet();
            for (int stream = 1; stream < 100; stream += 2) {
                byte[] block = call(header("large", "x".repeat(12_000)));
                peer.flood(1, frame(HEADERS, END_HEADERS, stream, block));
            }
        }
    },
    TOKEN_OF_10_MEGABYTES {
        @Override
        void write(RawPeer peer) throws IOException {
            byte[] block = call(header("myriapod-token-bin", "A".repeat(10 << 20)));
            peer.greet().flood(1, frame(HEADERS, 0, 1, Arrays.copyOf(block, 16_384)));
            for (int at = 16_384; at < block.length; at += 16_384) {
                peer.flood(1, frame(CONTINUATION, 0, 1, Arrays.copyOfRange(block, at, at + 16_384)));
            }
        }
    },
    TOKEN_THAT_IS_NO_BASE_64 {
        @Override
        void write(RawPeer peer) throws IOException {
            calls(peer, call(header("myriapod-token-bin", "!*!*!")));
        }
    },
    FLOOD_OF_CONTINUATIONS {
        @Override
        void write(RawPeer peer) throws IOException {
            peer.greet().write(frame(HEADERS, 0, 1, call())).flood(100_000, frame(CONTINUATION, 0, 1, new byte[0]));
        }
    },
    FLOOD_OF_RESETS {
        @Override
        void write(RawPeer peer) throws IOException {
            peer.greet();
            for (int stream = 1; stream < 20_000; stream += 2) {
                peer.flood(1, frame(HEADERS, END_HEADERS, stream, call()));
                peer.flood(1, frame(RST_STREAM, 0, stream, new byte[] {0, 0, 0, 8}));
            }
        }
    },
    FLOOD_OF_SETTINGS {
        @Override
        void write(RawPeer peer) throws IOException {
            peer.greet().flood(100_000, frame(SETTINGS, 0, 0, new byte[0]));
        }
    },
    FLOOD_OF_PINGS {
        @Override
        void write(RawPeer peer) throws IOException {
            peer.greet().flood(100_000, frame(PING, 0, 0, new byte[8]));
        }
    },
    FLOOD_OF_ANSWERS_TO_NO_PING {
        @Override
        void write(RawPeer peer) throws IOException {
            peer.greet().flood(100_000, frame(PING, 1, 0, new byte[8]));
        }
    },
    FLOOD_OF_EMPTY_DATA {
        @Override
        void write(RawPeer peer) throws IOException {
            peer.greet().write(frame(HEADERS, END_HEADERS, 1, call())).flood(100_000, frame(DATA, 0, 1, new byte[0]));
        }
    },
    FLOOD_OF_WINDOW_UPDATES {
        @Override
        void write(RawPeer peer) throws IOException {
            byte[] most = ByteBuffer.allocate(4).putInt(Integer.MAX_VALUE).array();
            peer.greet().flood(1000, frame(WINDOW_UPDATE, 0, 0, most));
        }
    },
    FLOOD_OF_CALLS {
        @Override
        void write(RawPeer peer) throws IOException {
            calls(peer, call());
        }
    },
    CALLS_THAT_ARE_NONE {
        @Override
        void write(RawPeer peer) throws IOException {
            ByteArrayOutputStream get = new ByteArrayOutputStream();
            get.writeBytes(header(":method", "GET"));
            get.writeBytes(header(":path", "x"));
            calls(peer, get.toByteArray());
        }
    },
    MESSAGE_OF_2_GIGABYTES_FOR_A_REFUSED_CALL {
        @Override
        void write(RawPeer peer) throws IOException {
            byte[] begin = new byte[16_384];
            ByteBuffer.wrap(begin).put((byte) 0).putInt(Integer.MAX_VALUE);
            peer.greet()
                    .write(frame(HEADERS, END_HEADERS, 1, call()))
                    .write(frame(DATA, 0, 1, begin))
                    .flood(1000, frame(DATA, 0, 1, new byte[16_384]));
        }
    },
    /** One large header in the peer's table, then references to it of a byte each. */
    HEADERS_THAT_UNPACK_TO_MUCH {
        @Override
        void write(RawPeer peer) throws IOException {
            ByteArrayOutputStream block = new ByteArrayOutputStream();
            byte[] remembered = header("bomb", "x".repeat(3_000));
            remembered[0] = 0x40;
            block.writeBytes(remembered);
            for (int i = 0; i < 10_000; i++) {
                block.write(0x80 | 62);
            }
            peer.greet();
            for (int stream = 1; stream < 40; stream += 2) {
                peer.flood(1, frame(HEADERS, END_HEADERS, stream, block.toByteArray()));
            }
        }
    },
    TLS_TO_WHAT_MAY_BE_PLAIN {
        @Override
        void write(RawPeer peer) throws IOException {
            // A record of a handshake that claims more than comes.
            peer.write(new byte[] {0x16, 3, 1, 2, 0, 1, 0, 1, (byte) 0xfc, 3, 3})
                    .flood(10, randomBytes(100));
        }
    },
    A_BYTE_NOW_AND_THEN {
        @Override
        void write(RawPeer peer) throws IOException {
            for (byte one : RawPeer.PREFACE) {
                peer.flood(1, new byte[] {one});
                pause();
            }
        }

        /** The pace is the attack. */
        private void pause() throws IOException {
            try {
                new CountDownLatch(1).await(100, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        }
    },
    NOTHING {
        @Override
        void write(RawPeer peer) {}
    };

    abstract void write(RawPeer peer) throws IOException;

    private static void calls(RawPeer peer, byte[] block) throws IOException {
        peer.greet();
        for (int stream = 1; stream < 4_000; stream += 2) {
            peer.flood(1, frame(HEADERS, END_HEADERS, stream, block));
        }
    }

    private static byte[] randomBytes(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }
}
