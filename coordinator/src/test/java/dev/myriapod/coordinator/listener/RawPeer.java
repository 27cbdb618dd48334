package dev.myriapod.coordinator.listener;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.TimeUnit;

/** A peer that writes the bytes of HTTP/2 by hand, and so can write others. */
final class RawPeer implements AutoCloseable {
    static final byte[] PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    static final int DATA = 0;
    static final int HEADERS = 1;
    static final int RST_STREAM = 3;
    static final int SETTINGS = 4;
    static final int PING = 6;
    static final int WINDOW_UPDATE = 8;
    static final int CONTINUATION = 9;
    static final int END_HEADERS = 4;

    private final Socket socket;

    RawPeer(InetSocketAddress server) throws IOException {
        socket = new Socket(server.getAddress(), server.getPort());
        socket.setSoTimeout((int) TimeUnit.SECONDS.toMillis(Guests.LONG));
    }

    static byte[] frame(int type, int flags, int stream, byte[] payload) {
        return ByteBuffer.allocate(9 + payload.length)
                .put((byte) (payload.length >> 16))
                .putShort((short) payload.length)
                .put((byte) type)
                .put((byte) flags)
                .putInt(stream)
                .put(payload)
                .array();
    }

    /** A header that no table remembers. */
    static byte[] header(String name, String value) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(0);
        for (String word : new String[] {name, value}) {
            byte[] ascii = word.getBytes(StandardCharsets.ISO_8859_1);
            if (ascii.length < 127) {
                bytes.write(ascii.length);
            } else {
                bytes.write(127);
                int rest = ascii.length - 127;
                for (; rest >= 128; rest >>= 7) {
                    bytes.write(rest % 128 + 128);
                }
                bytes.write(rest);
            }
            bytes.writeBytes(ascii);
        }
        return bytes.toByteArray();
    }

    /** What begins a call; then more headers may follow. */
    static byte[] call(byte[]... more) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(header(":method", "POST"));
        bytes.writeBytes(header(":scheme", "http"));
        bytes.writeBytes(header(":path", "/myriapod.v1.PoolService/Open"));
        bytes.writeBytes(header(":authority", "coordinator"));
        bytes.writeBytes(header("content-type", "application/grpc"));
        bytes.writeBytes(header("te", "trailers"));
        for (byte[] header : more) {
            bytes.writeBytes(header);
        }
        return bytes.toByteArray();
    }

    /** What an honest caller adds. */
    static byte[] token() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(header(
                "myriapod-token-bin", Base64.getEncoder().withoutPadding().encodeToString(Guests.TOKEN.toByteArray())));
        bytes.writeBytes(header("myriapod-protocol", "1"));
        return bytes.toByteArray();
    }

    RawPeer greet() throws IOException {
        return write(PREFACE).write(frame(SETTINGS, 0, 0, new byte[0]));
    }

    RawPeer write(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        return this;
    }

    /** Writes it until the server has had enough; at most as often as said. */
    void flood(int times, byte[] bytes) {
        try {
            for (int i = 0; i < times; i++) {
                write(bytes);
            }
        } catch (IOException closed) {
            // That is what the server is expected to do.
        }
    }

    /** Reads until the server closes, gracefully or not, and says how long that took. */
    long nanosUntilClosed() throws IOException {
        long begun = System.nanoTime();
        try {
            socket.getInputStream().transferTo(java.io.OutputStream.nullOutputStream());
        } catch (SocketTimeoutException e) {
            throw e;
        } catch (IOException reset) {
            // As good as the end.
        }
        return System.nanoTime() - begun;
    }

    void endOutput() throws IOException {
        socket.shutdownOutput();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
