package dev.myriapod.agent.archive;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What is done, in this order, to get an archive. */
enum Step {
    /** A worker is played; when it has ended its JVM writes down the classes that it had loaded. */
    REHEARSAL,
    /** A JVM that reads every byte of the archive and fails if it cannot use it: a damaged one would crash workers. */
    CHECK;

    /** What workers have as well: it decides which classes they load. And no file for tools that look at JVMs. */
    private static final List<String> AS_IN_WORKERS = List.of(
            "-Dslf4j.internal.verbosity=ERROR",
            "-Dio.netty.transport.noNative=true",
            "-Dio.netty.jfr.enabled=false",
            "-XX:-UsePerfData");

    /** The archive that is in this directory after the last step. */
    static Path archive(Path directory) {
        return directory.resolve("archive");
    }

    /** The command, to be run in that directory. */
    List<String> command(JvmKind kind, Path directory) {
        List<String> command = new ArrayList<>(List.of(
                kind.home().resolve("bin").resolve("java").toString(),
                "-cp",
                kind.jars().stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator))));
        command.addAll(kind.options());
        command.addAll(AS_IN_WORKERS);
        switch (this) {
            case REHEARSAL ->
                command.addAll(List.of(
                        "-XX:ArchiveClassesAtExit=" + archive(directory),
                        "dev.myriapod.worker.rehearsal.RehearsalMain",
                        directory.toString()));
            case CHECK ->
                command.addAll(List.of(
                        "-XX:SharedArchiveFile=" + archive(directory),
                        "-Xshare:on",
                        "-XX:+VerifySharedSpaces",
                        "-version"));
        }
        return command;
    }
}
