package dev.myriapod.coordinator.listener;

import com.google.protobuf.ByteString;
import dev.myriapod.proto.v1.Ping;
import dev.myriapod.proto.v1.SessionServiceGrpc;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;

/*
 * The first call over a socket makes the server load some 300 classes: HTTP/2, buffers, gRPC's streams. The first worker would
 * wait for that. So the program calls itself while that worker boots. It does so in as few bytes as HTTP/2 allows, as a client
 * of gRPC's would be as many classes again, and they are of no use here.
 */
/** A ping to a session of the server behind a Unix domain socket. */
public final class FirstCall {
    private static final int DATA = 0;
    private static final int HEADERS = 1;
    private static final int RESET = 3;
    private static final int SETTINGS = 4;
    private static final int GO_AWAY = 7;
    private static final int END_STREAM = 1;
    private static final int END_HEADERS = 4;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final DataOutputStream out = new DataOutputStream(bytes);

    private FirstCall() {}

    /**
     * Calls, and returns when the call has ended: whether there was an answer. Not on the loop, which has to give it.
     *
     * @throws IOException if nobody listens there, or not to the end
     */
    public static boolean make(Path socket, ByteString token, int protocol) throws IOException {
        ByteBuffer call = ByteBuffer.wrap(new FirstCall().bytes(token, protocol));
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            while (call.hasRemaining()) {
                channel.write(call);
            }
            return awaitEnd(new DataInputStream(Channels.newInputStream(channel)));
        }
    }

    private byte[] bytes(ByteString token, int protocol) throws IOException {
        out.write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        frame(SETTINGS, 0, 0, new byte[0]);
        FirstCall headers = new FirstCall();
        headers.header(":method", "POST");
        headers.header(":scheme", "http");
        headers.header(":path", "/" + SessionServiceGrpc.SERVICE_NAME + "/Open");
        headers.header(":authority", "localhost");
        headers.header("te", "trailers");
        headers.header("content-type", "application/grpc");
        headers.header(
                "myriapod-token-bin", Base64.getEncoder().withoutPadding().encodeToString(token.toByteArray()));
        headers.header("myriapod-protocol", Integer.toString(protocol));
        frame(HEADERS, END_HEADERS, 1, headers.bytes.toByteArray());
        byte[] ping = Ping.newBuilder().setNumber(1).build().toByteArray();
        FirstCall message = new FirstCall();
        // Not compressed.
        message.out.writeByte(0);
        message.out.writeInt(ping.length);
        message.out.write(ping);
        frame(DATA, END_STREAM, 1, message.bytes.toByteArray());
        return bytes.toByteArray();
    }

    private void frame(int type, int flags, int stream, byte[] payload) throws IOException {
        out.writeByte(payload.length >>> 16);
        out.writeShort(payload.length);
        out.writeByte(type);
        out.writeByte(flags);
        out.writeInt(stream);
        out.write(payload);
    }

    /** As a literal that is not indexed; names and values have fewer than 127 characters. */
    private void header(String name, String value) throws IOException {
        out.writeByte(0);
        out.writeByte(name.length());
        out.writeBytes(name);
        out.writeByte(value.length());
        out.writeBytes(value);
    }

    private static boolean awaitEnd(DataInputStream in) throws IOException {
        boolean answered = false;
        while (true) {
            int length = in.readUnsignedByte() << 16 | in.readUnsignedShort();
            int type = in.readUnsignedByte();
            int flags = in.readUnsignedByte();
            in.skipNBytes(Integer.BYTES + length);
            if (type == RESET || type == GO_AWAY || (type == HEADERS && (flags & END_STREAM) != 0)) {
                return answered;
            }
            answered |= type == DATA;
        }
    }
}
