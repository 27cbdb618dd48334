package dev.myriapod.agent.launch;

import dev.myriapod.agent.archive.ClassArchives;
import dev.myriapod.agent.artifact.ArtifactCache;
import dev.myriapod.agent.fork.Fork;
import dev.myriapod.agent.tree.Orphans;
import dev.myriapod.client.session.ClusterToken;
import dev.myriapod.proto.v1.StartProcess;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts an agent's JVMs and knows which files belong to each. Safe for use by several threads. */
public final class Launcher {
    private static final Logger LOG = LoggerFactory.getLogger(Launcher.class);

    private final Path runtimeDirectory;
    private final Path crashDirectory;
    private final String mainClass;
    private final ClassArchives archives;
    private final @Nullable ArtifactCache artifacts;
    /** Variables that processes do not inherit. */
    private final List<String> withheld;

    private final String agentId;
    /** By process. Written by the one thread that the process has. */
    private final Map<String, ShippedClassPath> shipped = new ConcurrentHashMap<>();

    /**
     * A launcher that has started nothing.
     *
     * @param runtimeDirectory where each process's files are while it lives; need not exist yet
     * @param crashDirectory where fatal error logs go
     * @param mainClass the main class of every process, by name; its one argument is the runtime directory
     * @param archives asked for each process; the caller closes it
     * @param artifacts where shipped class paths come from; null: they are refused
     */
    public Launcher(
            Path runtimeDirectory,
            Path crashDirectory,
            String mainClass,
            ClassArchives archives,
            @Nullable ArtifactCache artifacts) {
        this.runtimeDirectory = runtimeDirectory;
        this.crashDirectory = crashDirectory;
        this.mainClass = mainClass;
        this.archives = archives;
        this.artifacts = artifacts;
        // An agent that fetches class paths is a program of its own, and its token may be in its environment. What a
        // process
        // needs of it comes through its standard input, which its children do not inherit. An embedded one's
        // environment is
        // the user's program's.
        withheld = artifacts == null ? List.of() : List.of(ClusterToken.VARIABLE);
        byte[] id = new byte[8];
        new SecureRandom().nextBytes(id);
        this.agentId = HexFormat.of().formatHex(id);
    }

    /** Does what {@link #start} does before it forks, for nobody: the second time it takes a tenth. */
    public void prepare() {
        StartProcess nobody =
                EveryJvm.added(StartProcess.newBuilder().setProcess("nobody").build());
        try {
            ProcessBuilder builder =
                    new ProcessBuilder(JavaCommand.of(nobody, List.of(), errorFile("nobody"), List.of()));
            ChildEnvironment.apply(nobody.getJvm(), marker("nobody"), withheld, builder.environment());
            archives.prepare(
                    JavaCommand.home(nobody.getJvm()),
                    classPath(nobody).entries(),
                    JavaCommand.archiveOptions(nobody.getJvm()));
        } catch (CannotStartException e) {
            LOG.debug("What this says is said again when a process is to start.", e);
        }
    }

    /**
     * Whether {@link #start} needs the runtime directory: a class path too long for an argument is written to a file. Blocks
     * until all of the class path is on this host, where it then stays until {@link #letGo}.
     *
     * @throws CannotStartException if the class path is none, or cannot be had
     */
    public boolean needsDirectory(StartProcess spec) throws CannotStartException {
        return classPath(spec).tooLongForOneArgument();
    }

    /**
     * Starts it, with pipes for its three streams. Blocks for as long as a fork takes.
     *
     * @throws CannotStartException if there is no such Java or directory, or the operating system refuses
     */
    public Process start(StartProcess spec) throws CannotStartException {
        String name = spec.getProcess();
        try {
            List<String> program = List.of(mainClass, runtimeDirectory.toString());
            ProcessBuilder builder = new ProcessBuilder(JavaCommand.of(spec, classes(spec), errorFile(name), program));
            builder.directory(workingDirectory(spec));
            ChildEnvironment.apply(spec.getJvm(), marker(name), withheld, builder.environment());
            return Fork.start(builder);
        } catch (IOException e) {
            throw new CannotStartException(
                    name,
                    e.getMessage() + ". The operating system refused it: look at its limits for processes (ulimit -u),"
                            + " open files (ulimit -n) and memory, and at the length of the JVM options.",
                    e);
        } catch (IllegalArgumentException e) {
            throw malformed(name, e);
        }
    }

    /** Where the process notes what it has begun. */
    public Path record(String process) {
        return runtimeDirectory.resolve(fileName(process) + ".record");
    }

    /** Where its JVM leaves its fatal error log: where the user wants it, or in the crash directory. */
    public Path errorFile(StartProcess spec, long pid) {
        return ErrorFileOption.find(spec.getJvm())
                .map(option -> ErrorFileOption.file(spec.getJvm(), option, pid))
                .orElseGet(() -> errorFile(spec.getProcess()));
    }

    /** What its descendants inherit in {@link Orphans#VARIABLE}: unique among all agents' processes, without blanks. */
    public String marker(String process) {
        return agentId + "/" + fileName(process);
    }

    /** Removes what {@link #start} and others wrote for a process that is gone; not its fatal error log. */
    public void removeFiles(String process) {
        for (Path file : List.of(record(process), argumentFile(process))) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                if (!Files.exists(file)) {
                    // Nor does its directory, which may never have been made.
                    continue;
                }
                LOG.warn("{} could not be removed; remove it by hand if it is in the way.", file, e);
            }
        }
    }

    /** The options for class path and archive. */
    private List<String> classes(StartProcess spec) throws CannotStartException {
        ClassPath classPath = classPath(spec);
        List<String> options = new ArrayList<>(classPathOptions(spec, classPath));
        options.addAll(archives.options(
                JavaCommand.home(spec.getJvm()), classPath.entries(), JavaCommand.archiveOptions(spec.getJvm())));
        return options;
    }

    private List<String> classPathOptions(StartProcess spec, ClassPath classPath) throws CannotStartException {
        if (!classPath.tooLongForOneArgument()) {
            return List.of("-cp", classPath.text());
        }
        Path file = argumentFile(spec.getProcess());
        try {
            classPath.write(file);
        } catch (IOException e) {
            throw new CannotStartException(
                    spec.getProcess(),
                    "its class path, too long for a command line, could not be written to " + file + " (" + e
                            + "). Look at the free space and the permissions there.",
                    e);
        }
        return List.of("@" + file);
    }

    /** Nobody needs its class path any more. Idempotent. */
    public void letGo(String process) {
        ShippedClassPath held = shipped.remove(process);
        if (held != null) {
            held.close();
        }
    }

    private ClassPath classPath(StartProcess spec) throws CannotStartException {
        if (spec.getJvm().getEntriesCount() > 0) {
            ShippedClassPath here = shipped.get(spec.getProcess());
            if (here == null) {
                here = ShippedClassPath.of(spec.getProcess(), spec.getJvm(), artifacts);
                shipped.put(spec.getProcess(), here);
            }
            return here.classPath();
        }
        try {
            return ClassPath.of(spec.getJvm());
        } catch (IllegalArgumentException e) {
            throw malformed(spec.getProcess(), e);
        }
    }

    private static @Nullable File workingDirectory(StartProcess spec) throws CannotStartException {
        String given = spec.getJvm().getWorkingDirectory();
        if (given.isEmpty()) {
            return null;
        }
        Path directory = Path.of(given).toAbsolutePath();
        if (!Files.isDirectory(directory)) {
            throw new CannotStartException(
                    spec.getProcess(),
                    "its working directory " + directory
                            + (Files.exists(directory) ? " is not a directory" : " does not exist")
                            + ". Create it on the agent's host, or give another.",
                    null);
        }
        return directory.toFile();
    }

    /** Not where another agent's process of that name once left one. */
    private Path errorFile(String process) {
        return crashDirectory.resolve("hs_err_" + fileName(process) + "_" + agentId + ".log");
    }

    private Path argumentFile(String process) {
        return runtimeDirectory.resolve(fileName(process) + ".args");
    }

    /** The name with everything written out that could lead out of the directory or split a mark. */
    private static String fileName(String process) {
        StringBuilder safe = new StringBuilder();
        for (int i = 0; i < process.length(); i++) {
            char c = process.charAt(i);
            if (c < 0x80 && (Character.isLetterOrDigit(c) || c == '-')) {
                safe.append(c);
            } else {
                safe.append('_').append(Integer.toHexString(c)).append('_');
            }
        }
        return safe.toString();
    }

    private static CannotStartException malformed(String process, IllegalArgumentException e) {
        return new CannotStartException(
                process, e.getMessage() + ". Look at its paths, JVM options and environment variables.", e);
    }
}
