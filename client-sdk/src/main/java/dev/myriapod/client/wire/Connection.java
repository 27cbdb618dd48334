package dev.myriapod.client.wire;

import com.google.protobuf.ByteString;
import dev.myriapod.client.jvm.JvmSpecs;
import dev.myriapod.client.segment.Segment;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.Metadata;
import io.grpc.stub.MetadataUtils;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.concurrent.Executor;

/**
 * The way to a coordinator.
 *
 * @param channel carries the cluster's token and the protocol version with every call
 * @param loop the one thread on which calls are begun, written and heard; for an embedded coordinator it is the
 *     coordinator's own event loop
 * @param cluster which cluster it leads to: made of the token, so that all processes of a cluster know it
 * @param jvms how JVMs are described to the cluster's agents
 * @param traffic what goes over it besides messages that are waited for
 */
public record Connection(Channel channel, Executor loop, long cluster, JvmSpecs jvms, Traffic traffic) {
    /** The protocol that this SDK speaks. A coordinator refuses every other, and says which one it speaks. */
    public static final int PROTOCOL = 1;

    private static final Metadata.Key<byte[]> TOKEN =
            Metadata.Key.of("myriapod-token-bin", Metadata.BINARY_BYTE_MARSHALLER);
    private static final Metadata.Key<String> VERSION =
            Metadata.Key.of("myriapod-protocol", Metadata.ASCII_STRING_MARSHALLER);

    /** A connection over which nothing has been said, without a segment. */
    public Connection(Channel channel, Executor loop, long cluster, JvmSpecs jvms) {
        this(channel, loop, cluster, jvms, new Traffic(Segment.NONE, new Unsettled()));
    }

    /** What pieces of large payloads can go through. */
    public Segment segment() {
        return traffic.segment();
    }

    /** What was said over it without waiting. */
    public Unsettled unsettled() {
        return traffic.unsettled();
    }

    /** A connection that shows this token. */
    public static Connection authenticated(Channel channel, Executor loop, ByteString token) {
        Metadata metadata = new Metadata();
        metadata.put(TOKEN, token.toByteArray());
        metadata.put(VERSION, Integer.toString(PROTOCOL));
        return new Connection(
                ClientInterceptors.intercept(channel, MetadataUtils.newAttachHeadersInterceptor(metadata)),
                loop,
                cluster(token),
                JvmSpecs.local());
    }

    /** The same for agents that find their files in another way. */
    public Connection with(JvmSpecs other) {
        return new Connection(channel, loop, cluster, other, traffic);
    }

    /** The same with a segment, should large payloads come: for a socket of this host. */
    public Connection withSegment() {
        return new Connection(
                channel, loop, cluster, jvms, new Traffic(Segment.of(channel, loop), traffic.unsettled()));
    }

    /** The first bytes of the token's digest: they tell nothing about it. */
    private static long cluster(ByteString token) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(token.asReadOnlyByteBuffer());
            return ByteBuffer.wrap(digest.digest()).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256.", e);
        }
    }
}
