package dev.myriapod.agent.archive;

import dev.myriapod.agent.fork.Fork;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A JVM that works on an archive. */
final class ArchiveJvm {
    /** Far more than it takes; beyond it something hangs. */
    private static final long LIMIT_SECONDS = 300;
    /** More: on a busy host it takes longer than most programs last. Less: more is felt of it. */
    private static final String NICENESS = "10";

    private ArchiveJvm() {}

    /**
     * Runs the command in the directory; returns its exit code. What it prints goes to the log.
     *
     * @param hurried at normal priority; else with little more than what is left of the CPUs, where the system has {@code nice}
     * @throws InterruptedException if interrupted: the process is killed and gone
     */
    static int run(List<String> command, Path directory, Path log, boolean hurried)
            throws IOException, InterruptedException {
        Process process = hurried ? Fork.start(builder(command, directory, log)) : startNicely(command, directory, log);
        try {
            if (process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                return process.exitValue();
            }
            throw new IOException(command + " hung");
        } finally {
            end(process);
        }
    }

    private static Process startNicely(List<String> command, Path directory, Path log) throws IOException {
        List<String> nice = new ArrayList<>(List.of("nice", "-n", NICENESS));
        nice.addAll(command);
        try {
            return Fork.start(builder(nice, directory, log));
        } catch (IOException noSuchProgram) {
            try {
                return Fork.start(builder(command, directory, log));
            } catch (IOException e) {
                e.addSuppressed(noSuchProgram);
                throw e;
            }
        }
    }

    private static ProcessBuilder builder(List<String> command, Path directory, Path log) {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS").forEach(builder.environment()::remove);
        return builder;
    }

    /** Its standard input stays open until here: it leaves when that ends, should this JVM die. */
    private static void end(Process process) {
        process.destroyForcibly();
        boolean interrupted = Thread.interrupted();
        while (process.isAlive()) {
            try {
                process.waitFor();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
