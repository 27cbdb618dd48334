package dev.myriapod.coordinator.grpc;

import io.grpc.BindableService;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.Marshaller;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerMethodDefinition;
import io.grpc.ServerServiceDefinition;
import java.io.InputStream;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/*
 * Binding a service loads the messages of all its methods and what gRPC generates for them: a dozen classes each, most of
 * which a program never uses, and that a program waits for that opens its first pool. So a server gets no more than the
 * names at first. What is behind them is made for the first caller who has been admitted, not for one who has not.
 */
/** A service that is known by the names of its methods until one of them is called. */
final class LateService {
    private final String name;
    private final Function<String, BindableService> make;
    /** Null: nobody called yet. Two threads may make it twice, as services have no state of their own. */
    private @Nullable ServerServiceDefinition made;

    private LateService(String name, Function<String, BindableService> make) {
        this.name = name;
        this.make = make;
    }

    /** The service of that name with these methods. It is made from its name. */
    static ServerServiceDefinition of(
            String name, Map<String, MethodType> methods, Function<String, BindableService> make) {
        LateService service = new LateService(name, make);
        ServerServiceDefinition.Builder definition = ServerServiceDefinition.builder(name);
        methods.forEach((method, type) ->
                definition.addMethod(service.method(MethodDescriptor.generateFullMethodName(name, method), type)));
        return definition.build();
    }

    private ServerMethodDefinition<Object, Object> method(String method, MethodType type) {
        Late late = new Late(method);
        return ServerMethodDefinition.create(
                MethodDescriptor.newBuilder()
                        .setType(type)
                        .setFullMethodName(method)
                        .setRequestMarshaller(new LateMarshaller(late, true))
                        .setResponseMarshaller(new LateMarshaller(late, false))
                        .build(),
                late);
    }

    private ServerMethodDefinition<?, ?> bound(String method) {
        ServerServiceDefinition definition = made;
        if (definition == null) {
            definition = make.apply(name).bindService();
            made = definition;
        }
        return Objects.requireNonNull(definition.getMethod(method), method);
    }

    /** One method; begins its calls, which the interceptors have let in. */
    private final class Late implements ServerCallHandler<Object, Object> {
        private final String method;
        private @Nullable ServerMethodDefinition<Object, Object> bound;

        Late(String method) {
            this.method = method;
        }

        @SuppressWarnings("unchecked") // Only its own marshallers make what it is given, and take what it gives.
        ServerMethodDefinition<Object, Object> bound() {
            ServerMethodDefinition<Object, Object> definition = bound;
            if (definition == null) {
                definition = (ServerMethodDefinition<Object, Object>) LateService.this.bound(method);
                bound = definition;
            }
            return definition;
        }

        @Override
        public ServerCall.Listener<Object> startCall(ServerCall<Object, Object> call, Metadata headers) {
            return bound().getServerCallHandler().startCall(call, headers);
        }
    }

    /** Of one method's requests or responses. */
    private record LateMarshaller(Late method, boolean requests) implements Marshaller<Object> {
        private Marshaller<Object> bound() {
            MethodDescriptor<Object, Object> descriptor = method.bound().getMethodDescriptor();
            return requests ? descriptor.getRequestMarshaller() : descriptor.getResponseMarshaller();
        }

        @Override
        public InputStream stream(Object value) {
            return bound().stream(value);
        }

        @Override
        public Object parse(InputStream stream) {
            return bound().parse(stream);
        }
    }
}
