package dev.myriapod.client.wire;

import dev.myriapod.JvmOptions;
import dev.myriapod.proto.v1.JvmSpec;
import java.nio.file.Path;

/** {@link JvmOptions} for the wire. */
public final class JvmSpecs {
    private JvmSpecs() {}

    /** The same as a message, with every path made absolute, as the agent may run elsewhere. */
    public static JvmSpec of(JvmOptions options) {
        JvmSpec.Builder spec = JvmSpec.newBuilder().addAllOptions(options.options());
        options.javaHome().ifPresent(home -> spec.setJavaHome(absolute(home)));
        options.classPath().forEach(entry -> spec.addClassPath(absolute(entry)));
        options.environment().forEach((name, value) -> {
            if (value.isEmpty()) {
                spec.addEnvironmentRemoved(name);
            } else {
                spec.putEnvironment(name, value);
            }
        });
        options.workingDirectory().ifPresent(directory -> spec.setWorkingDirectory(absolute(directory)));
        return spec.build();
    }

    private static String absolute(Path path) {
        return path.toAbsolutePath().toString();
    }
}
