package dev.myriapod.coordinator.grpc;

import com.google.protobuf.ByteString;
import dev.myriapod.coordinator.listener.Entrance;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import java.security.MessageDigest;

/**
 * Lets in who shows the cluster's token and speaks its protocol, to every service alike. A wrong token learns nothing,
 * not even which services exist.
 */
final class Admission implements ServerInterceptor {
    static final int PROTOCOL = 1;

    private static final Status WRONG_TOKEN = Status.UNAUTHENTICATED.withDescription("The token is missing or wrong.");

    private static final Metadata.Key<byte[]> TOKEN =
            Metadata.Key.of("myriapod-token-bin", Metadata.BINARY_BYTE_MARSHALLER);
    private static final Metadata.Key<String> VERSION =
            Metadata.Key.of("myriapod-protocol", Metadata.ASCII_STRING_MARSHALLER);

    private final byte[] token;
    private final Entrance entrance;

    /** For calls that come through that entrance. */
    Admission(ByteString token, Entrance entrance) {
        if (token.isEmpty()) {
            throw new IllegalArgumentException("An empty token would let everybody in.");
        }
        this.token = token.toByteArray();
        this.entrance = entrance;
    }

    @Override
    public <Q, R> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
        byte[] shown = headers.get(TOKEN);
        if (shown == null || !MessageDigest.isEqual(token, shown)) {
            entrance.refused(call.getAttributes(), () -> close(call, WRONG_TOKEN));
            return new ServerCall.Listener<>() {};
        }
        entrance.admitted(call.getAttributes());
        String version = headers.get(VERSION);
        if (!Integer.toString(PROTOCOL).equals(version)) {
            close(
                    call,
                    Status.FAILED_PRECONDITION.withDescription("This coordinator speaks protocol " + PROTOCOL
                            + ", the caller speaks " + version + ": use the same version of Myriapod on both sides."));
            return new ServerCall.Listener<>() {};
        }
        return next.startCall(call, headers);
    }

    private static void close(ServerCall<?, ?> call, Status why) {
        call.close(why, new Metadata());
    }
}
