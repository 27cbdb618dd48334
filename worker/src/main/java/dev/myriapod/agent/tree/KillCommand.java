package dev.myriapod.agent.tree;

import dev.myriapod.agent.fork.Fork;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The operating system's {@code kill}, for the one signal that Java cannot send by itself. */
final class KillCommand {
    private static final Logger LOG = LoggerFactory.getLogger(KillCommand.class);
    private static final long TIMEOUT_SECONDS = 10;

    private KillCommand() {}

    /** Sends SIGINT to all of them. One that is gone by then is none of the others' concern. */
    static void interrupt(List<ProcessHandle> targets) {
        interrupt(targets, "kill");
    }

    static void interrupt(List<ProcessHandle> targets, String program) {
        if (targets.isEmpty()) {
            return;
        }
        List<String> pids =
                targets.stream().map(target -> Long.toString(target.pid())).toList();
        List<String> command = new ArrayList<>(List.of(program, "-INT"));
        command.addAll(pids);
        try {
            run(command);
        } catch (IOException noProgram) {
            try {
                // Small images have no such program, but every shell has it built in.
                run(List.of("sh", "-c", "kill -INT " + String.join(" ", pids)));
            } catch (IOException noShell) {
                noShell.addSuppressed(noProgram);
                LOG.error(
                        "SIGINT could not be sent to {}: this host has neither kill nor sh, or no file descriptors or"
                                + " processes are left to start them with (ulimit -n, ulimit -u). Until then use terminate or"
                                + " kill instead of interrupt.",
                        targets,
                        noShell);
            }
        }
    }

    private static void run(List<String> command) throws IOException {
        Process process = Fork.start(
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD));
        try {
            if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
                LOG.error("{} takes longer than {} s and is given up.", command, TIMEOUT_SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            process.destroyForcibly();
        }
    }
}
