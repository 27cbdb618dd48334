package dev.myriapod.agent;

import dev.myriapod.proto.v1.ProcessExited;
import dev.myriapod.worker.record.TaskRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How a process ended, from what it left behind. */
final class ExitReport {
    private static final Logger LOG = LoggerFactory.getLogger(ExitReport.class);
    private static final int SIGNALLED = 128;
    private static final int LAST_SIGNAL = 31;
    /** With which the JVM leaves on an OutOfMemoryError; as user code may, too, hence the line that goes with it. */
    private static final int OUT_OF_MEMORY_EXIT = 3;

    /** A crashing JVM aborts; told to leave no core file, it exits with this instead. Its log tells that it crashed. */
    private static final int CRASH_WITHOUT_CORE_EXIT = 1;

    private static final int ABORT_SIGNAL = 6;

    private static final String OUT_OF_MEMORY_LINE = "Terminating due to java.lang.OutOfMemoryError";

    private ExitReport() {}

    static ProcessExited of(String process, int exitValue, List<String> stderr, Path record, Optional<Path> log) {
        TaskRecord.Contents noted = read(record);
        ProcessExited.Builder report = ProcessExited.newBuilder()
                .setProcess(process)
                .setExitCode(
                        log.isPresent() && exitValue == CRASH_WITHOUT_CORE_EXIT ? -ABORT_SIGNAL : exitCode(exitValue))
                .setBegunSequence(noted.begun())
                .addAllRunningSequences(noted.running())
                .setOutOfMemory(exitValue == OUT_OF_MEMORY_EXIT
                        && stderr.stream().anyMatch(line -> line.contains(OUT_OF_MEMORY_LINE)))
                .addAllStderr(stderr);
        log.ifPresent(file -> report.setHsErr(file.toString()).addAllHsErrExcerpt(FatalErrorLog.excerpt(file)));
        return report.build();
    }

    /** What can be said without looking: everything that was assigned to it counts as begun. */
    static ProcessExited withoutEvidence(String process, int exitValue) {
        return ProcessExited.newBuilder()
                .setProcess(process)
                .setExitCode(exitCode(exitValue))
                .setBegunSequence(Long.MAX_VALUE)
                .build();
    }

    /** As Python gives it. */
    private static int exitCode(int exitValue) {
        return exitValue > SIGNALLED && exitValue <= SIGNALLED + LAST_SIGNAL ? SIGNALLED - exitValue : exitValue;
    }

    /**
     * An unreadable record counts as everything begun and nothing ended: a task that is then failed though it had not begun can be
     * submitted again, but one that ran twice cannot be taken back.
     */
    private static TaskRecord.Contents read(Path record) {
        try {
            return TaskRecord.read(record);
        } catch (IOException e) {
            LOG.error(
                    "{} cannot be read: every task assigned to its process counts as begun. Keep other programs away"
                            + " from that directory.",
                    record,
                    e);
            return new TaskRecord.Contents(Long.MAX_VALUE, List.of());
        }
    }
}
