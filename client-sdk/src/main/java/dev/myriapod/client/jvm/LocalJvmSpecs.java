package dev.myriapod.client.jvm;

import dev.myriapod.JvmOptions;
import dev.myriapod.proto.v1.EnvironmentVariable;
import dev.myriapod.proto.v1.JvmSpec;

/** For agents on this host. Paths become absolute, as the agent may have another working directory. */
final class LocalJvmSpecs {
    private LocalJvmSpecs() {}

    static JvmSpec of(JvmOptions jvm) {
        JvmSpec.Builder spec = JvmSpec.newBuilder().addAllOptions(jvm.options());
        jvm.javaHome().ifPresent(home -> spec.setJavaHome(home.toAbsolutePath().toString()));
        jvm.workingDirectory()
                .ifPresent(
                        where -> spec.setWorkingDirectory(where.toAbsolutePath().toString()));
        jvm.classPath()
                .forEach(entry -> spec.addClassPath(entry.toAbsolutePath().toString()));
        jvm.environment().forEach((name, value) -> {
            if (value.isEmpty()) {
                spec.addEnvironmentRemoved(name);
            } else {
                spec.addEnvironment(
                        EnvironmentVariable.newBuilder().setName(name).setValue(value));
            }
        });
        return spec.build();
    }
}
