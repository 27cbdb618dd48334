package dev.myriapod.coordinator.listener;

import com.google.protobuf.ByteString;
import dev.myriapod.proto.v1.AdminServiceGrpc;
import dev.myriapod.proto.v1.ClusterDescription;
import dev.myriapod.proto.v1.DescribeRequest;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.Metadata;
import io.grpc.stub.MetadataUtils;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

/** What callers of a coordinator on a network do. */
final class Guests {
    static final ByteString TOKEN = ByteString.copyFromUtf8("the-token-that-nobody-may-ever-see-0");
    /** Only to detect a hang. */
    static final long LONG = 60;

    private Guests() {}

    static InetSocketAddress anyPort() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    static Channel showing(byte[] token, String protocol, Channel channel) {
        Metadata headers = new Metadata();
        headers.put(Metadata.Key.of("myriapod-token-bin", Metadata.BINARY_BYTE_MARSHALLER), token);
        headers.put(Metadata.Key.of("myriapod-protocol", Metadata.ASCII_STRING_MARSHALLER), protocol);
        return ClientInterceptors.intercept(channel, MetadataUtils.newAttachHeadersInterceptor(headers));
    }

    static Channel honest(Channel channel) {
        return showing(TOKEN.toByteArray(), "1", channel);
    }

    /** One call; fails as the server says. */
    static ClusterDescription describe(Channel channel) {
        return AdminServiceGrpc.newBlockingStub(channel)
                .withDeadlineAfter(LONG, TimeUnit.SECONDS)
                .describe(DescribeRequest.getDefaultInstance());
    }
}
