package dev.myriapod.agent.launch;

import dev.myriapod.proto.v1.JvmSpec;
import java.nio.file.Path;
import java.util.Optional;

/** The JVM option that says where a fatal error log goes. */
final class ErrorFileOption {
    private static final String NAME = "-XX:ErrorFile=";

    private ErrorFileOption() {}

    /** The option for this file. A percent sign begins a substitution, a doubled one is one. */
    static String of(Path file) {
        return NAME + file.toString().replace("%", "%%");
    }

    /** What the user gave; of several the last, as the JVM takes it. */
    static Optional<String> find(JvmSpec jvm) {
        return jvm.getOptionsList().stream()
                .filter(option -> option.startsWith(NAME))
                .map(option -> option.substring(NAME.length()))
                .reduce((first, second) -> second);
    }

    /** The file that the JVM makes of it: %p is its process id; relative to its working directory. */
    static Path file(JvmSpec jvm, String option, long pid) {
        StringBuilder file = new StringBuilder();
        for (int i = 0; i < option.length(); i++) {
            char c = option.charAt(i);
            boolean substituted = c == '%' && i + 1 < option.length() && "p%".indexOf(option.charAt(i + 1)) >= 0;
            if (!substituted) {
                file.append(c);
            } else {
                i++;
                file.append(option.charAt(i) == 'p' ? Long.toString(pid) : "%");
            }
        }
        return Path.of(jvm.getWorkingDirectory()).toAbsolutePath().resolve(file.toString());
    }
}
