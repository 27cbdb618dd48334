package dev.myriapod.coordinator.listener;

import io.grpc.Attributes;

/** Is told, on the loop, how each call that came through it fared. */
public interface Entrance {
    /** That of the transports which strangers cannot reach: it counts nothing and answers at once. */
    Entrance PRIVATE = new Entrance() {
        @Override
        public void admitted(Attributes transport) {}

        @Override
        public void refused(Attributes transport, Runnable answer) {
            answer.run();
        }
    };

    /** A call on this transport has shown the token. */
    void admitted(Attributes transport);

    /**
     * A call on this transport has shown no token or a wrong one.
     *
     * @param answer tells the caller; run now, later, or never because the connection is closed
     */
    void refused(Attributes transport, Runnable answer);
}
