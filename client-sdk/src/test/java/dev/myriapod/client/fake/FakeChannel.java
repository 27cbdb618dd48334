package dev.myriapod.client.fake;

import dev.myriapod.client.jvm.JvmSpecs;
import dev.myriapod.client.wire.Connection;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** A channel to nobody: keeps what is said on its one stream, and says what the test says. Its loop is whoever calls. */
public final class FakeChannel extends Channel {
    private final List<Object> said = new CopyOnWriteArrayList<>();
    private volatile ClientCall.Listener<Object> listener;
    private volatile Consumer<Object> whenSaid = message -> {};

    /** Over it. */
    public Connection connection() {
        return new Connection(this, Runnable::run, 0, JvmSpecs.local());
    }

    /** All messages so far. */
    public <T> List<T> said(Class<T> type) {
        List<T> all = new ArrayList<>();
        said.forEach(message -> all.add(type.cast(message)));
        return all;
    }

    /** Does this with each message from now on, on the thread that says it. */
    public void whenSaid(Consumer<Object> action) {
        whenSaid = action;
    }

    /** The other side says this. */
    public void answer(Object message) {
        listener.onMessage(message);
    }

    @Override
    @SuppressWarnings("unchecked") // Messages are what the test knows them to be.
    public <A, B> ClientCall<A, B> newCall(MethodDescriptor<A, B> method, CallOptions options) {
        return new ClientCall<>() {
            @Override
            public void start(Listener<B> heard, Metadata headers) {
                listener = (Listener<Object>) heard;
            }

            @Override
            public void sendMessage(A message) {
                said.add(message);
                whenSaid.accept(message);
            }

            @Override
            public void request(int messages) {}

            @Override
            public void halfClose() {}

            @Override
            public void cancel(String message, Throwable cause) {
                listener.onClose(Status.CANCELLED, new Metadata());
            }
        };
    }

    @Override
    public String authority() {
        return "nobody";
    }
}
