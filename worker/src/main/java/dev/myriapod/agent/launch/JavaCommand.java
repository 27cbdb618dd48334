package dev.myriapod.agent.launch;

import dev.myriapod.ChildProcess;
import dev.myriapod.ProcessInfo;
import dev.myriapod.proto.v1.JvmSpec;
import dev.myriapod.proto.v1.StartProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The command line of a process. Myriapod's options come first: where a user's contradict them, the user's hold. */
final class JavaCommand {
    /** Two collectors on one command line are refused by the JVM, whichever comes last. */
    private static final Pattern COLLECTOR =
            Pattern.compile("-XX:\\+Use(Serial|Parallel|ParallelOld|G1|Z|Shenandoah|Epsilon|ConcMarkSweep)GC");

    private JavaCommand() {}

    /**
     * The whole command.
     *
     * @param classes the options that say where classes come from: class path and archive
     * @param program the main class and its arguments
     */
    static List<String> of(StartProcess spec, List<String> classes, Path errorFile, List<String> program)
            throws CannotStartException {
        List<String> command = new ArrayList<>();
        command.add(java(spec).toString());
        command.addAll(classes);
        command.add("-XX:+ExitOnOutOfMemoryError");
        // What the JVM itself says belongs to the evidence, which is taken from standard error.
        command.add("-XX:+DisplayVMOutputToStderr");
        command.add(ErrorFileOption.of(errorFile));
        command.add("-XX:-UsePerfData");
        command.add("-XX:-CreateCoredumpOnCrash");
        command.addAll(collector(spec.getJvm()));
        // Without a logging provider on the class path every process would say so in three lines.
        command.add("-Dslf4j.internal.verbosity=ERROR");
        // Workers talk over the JDK's own sockets: no native library to unpack, nor newer JDKs' warnings about loading
        // one.
        command.add("-Dio.netty.transport.noNative=true");
        // Nor Netty's own flight recorder events, which would start the recorder's machinery in every process.
        command.add("-Dio.netty.jfr.enabled=false");
        ProcessInfo parent = ChildProcess.current();
        command.add("-Dmyriapod.process.name="
                + (spec.getDisplayName().isEmpty() ? spec.getProcess() : spec.getDisplayName()));
        command.add("-Dmyriapod.process.daemon=" + spec.getDaemon());
        command.add("-Dmyriapod.parent.pid=" + parent.pid());
        command.add("-Dmyriapod.parent.name=" + parent.name());
        command.add("-Dmyriapod.parent.daemon=" + parent.daemon());
        // For clusters that user code opens in there.
        for (String property : List.of("myriapod.cds", "myriapod.cds.directory", EveryJvm.PROPERTY)) {
            String value = System.getProperty(property);
            if (value != null) {
                command.add("-D" + property + "=" + value);
            }
        }
        command.addAll(spec.getJvm().getOptionsList());
        command.addAll(program);
        return command;
    }

    /** What decides whether an archive of classes fits: the options for the collector, then the user's. */
    static List<String> archiveOptions(JvmSpec jvm) {
        List<String> options = new ArrayList<>(collector(jvm));
        options.addAll(jvm.getOptionsList());
        // What a variable adds counts as well, whatever it is.
        ChildEnvironment.OPTION_VARIABLES.stream()
                .map(name -> ChildEnvironment.added(jvm, name))
                .filter(added -> !added.isEmpty())
                .forEach(options::add);
        return options;
    }

    /** The home of the Java that runs it. */
    static Path home(JvmSpec jvm) {
        String given = jvm.getJavaHome();
        return Path.of(given.isEmpty() ? System.getProperty("java.home") : given)
                .toAbsolutePath();
    }

    private static Path java(StartProcess spec) throws CannotStartException {
        String given = spec.getJvm().getJavaHome();
        Path home = home(spec.getJvm());
        for (String name : List.of("java", "java.exe")) {
            Path java = home.resolve("bin").resolve(name);
            if (Files.isExecutable(java)) {
                return java;
            }
        }
        throw new CannotStartException(
                spec.getProcess(),
                "there is no bin/java in " + home + ". "
                        + (given.isEmpty()
                                ? "The Java that runs this program was removed or has no launcher; name another one as"
                                        + " java home."
                                : "Give the home directory of a Java runtime on the agent's host as java home."),
                null);
    }

    /** Many JVMs on one host: one collector thread each starts faster and harms the neighbours least. */
    private static List<String> collector(JvmSpec jvm) {
        return choosesCollector(jvm) ? List.of() : List.of("-XX:+UseSerialGC");
    }

    private static boolean choosesCollector(JvmSpec jvm) {
        return jvm.getOptionsList().stream().anyMatch(JavaCommand::choosesCollector)
                || ChildEnvironment.OPTION_VARIABLES.stream()
                        .anyMatch(name -> choosesCollector(ChildEnvironment.added(jvm, name)));
    }

    private static boolean choosesCollector(String options) {
        return COLLECTOR.matcher(options).find();
    }
}
