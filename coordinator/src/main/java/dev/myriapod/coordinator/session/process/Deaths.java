package dev.myriapod.coordinator.session.process;

import dev.myriapod.proto.v1.ProcessExited;
import dev.myriapod.proto.v1.WorkerDeath;

/** A process's end as clients are told. */
public final class Deaths {
    private Deaths() {}

    /** By the name that the client knows it by, or its own if that is empty. */
    public static WorkerDeath of(ProcessExited exit, String name, long pid, String killedBecause) {
        return WorkerDeath.newBuilder()
                .setWorker(name.isEmpty() ? exit.getProcess() : name)
                .setPid(pid)
                .setExitCode(exit.getExitCode())
                .setOutOfMemory(exit.getOutOfMemory())
                .addAllStderr(exit.getStderrList())
                .setHsErr(exit.getHsErr())
                .addAllHsErrExcerpt(exit.getHsErrExcerptList())
                .setKilledBecause(killedBecause)
                .build();
    }
}
