package dev.myriapod.it.shared;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** What a shared object of the tests is seen through. */
public interface Account {
    /** Adds, not atomically, and returns what there is. */
    long add(long amount);

    /** The same, later. */
    CompletionStage<Long> addLater(long amount);

    /** What there is. */
    long balance();

    /** Its process. */
    long pid();

    /** Throws what somebody else must get. */
    void refuse(String why) throws RefusedException;

    /** Ends its process. */
    void halt();

    /** Ends its process, which the caller does not wait for. */
    CompletableFuture<Void> haltLater();

    /** Does not return until it is interrupted. */
    void hang() throws InterruptedException;

    /** Something large. */
    byte[] repeat(byte[] bytes, int times);

    /** Something that cannot travel. */
    Object thread();

    /** With something that cannot travel. */
    void take(Object argument);

    /** What is thrown by a user's class. */
    final class RefusedException extends Exception {
        private static final long serialVersionUID = 1L;

        /** Because of this. */
        public RefusedException(String message) {
            super(message);
        }
    }
}
