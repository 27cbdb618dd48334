package dev.myriapod.coordinator.grpc;

import io.grpc.HandlerRegistry;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.ServerMethodDefinition;
import io.grpc.Status;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Stands in for every method that does not exist. gRPC refuses those before it asks its interceptors, so without this a
 * caller could learn without a token which methods there are.
 */
final class UnknownMethods extends HandlerRegistry {
    private static final MethodDescriptor.Marshaller<byte[]> NOTHING = new MethodDescriptor.Marshaller<>() {
        @Override
        public InputStream stream(byte[] value) {
            return new ByteArrayInputStream(value);
        }

        @Override
        public byte[] parse(InputStream stream) {
            return new byte[0];
        }
    };

    @Override
    public ServerMethodDefinition<?, ?> lookupMethod(String methodName, @Nullable String authority) {
        return ServerMethodDefinition.create(
                MethodDescriptor.<byte[], byte[]>newBuilder()
                        .setType(MethodDescriptor.MethodType.UNKNOWN)
                        .setFullMethodName(methodName)
                        .setRequestMarshaller(NOTHING)
                        .setResponseMarshaller(NOTHING)
                        .build(),
                (call, headers) -> {
                    call.close(
                            Status.UNIMPLEMENTED.withDescription("This coordinator has no method " + methodName
                                    + ": use the same version of Myriapod on both sides."),
                            new Metadata());
                    return new ServerCall.Listener<>() {};
                });
    }
}
