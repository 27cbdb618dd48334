package dev.myriapod.it.remote;

import dev.myriapod.Myriapod;
import dev.myriapod.failure.MyriapodException;
import dev.myriapod.remote.ConnectOptions;
import dev.myriapod.shared.SharedLock;

/** Acquires a lock, prints its token, waits for a line, and then releases the lock as if it still were its owner. */
final class OwnerProgram {
    private OwnerProgram() {}

    public static void main(String[] args) throws Exception {
        try (Myriapod cluster =
                Myriapod.connect(args[0], ConnectOptions.defaults().withToken(Elsewhere.TOKEN))) {
            SharedLock lock = cluster.lock("lock");
            lock.lock();
            System.out.println("token " + lock.fencingToken());
            int unused = System.in.read();
            try {
                lock.unlock();
                System.out.println("unlock done");
            } catch (MyriapodException | IllegalMonitorStateException e) {
                System.out.println("unlock refused: " + e);
            }
        }
    }
}
