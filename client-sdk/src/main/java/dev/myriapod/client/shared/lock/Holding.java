package dev.myriapod.client.shared.lock;

import dev.myriapod.proto.v1.LockGranted;

/**
 * The lock is this process's.
 *
 * @param thread whose
 * @param holds how often that thread must release it
 * @param token which change of owner it was
 */
record Holding(Thread thread, int holds, long token, boolean previousOwnerDied) {
    static Holding of(LockGranted granted, int holds) {
        return new Holding(Thread.currentThread(), holds, granted.getToken(), granted.getPreviousOwnerDied());
    }

    boolean isMine() {
        return thread == Thread.currentThread();
    }

    Holding withHolds(int newHolds) {
        return new Holding(thread, newHolds, token, previousOwnerDied);
    }
}
