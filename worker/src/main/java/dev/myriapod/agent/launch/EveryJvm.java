package dev.myriapod.agent.launch;

import dev.myriapod.proto.v1.StartProcess;
import java.util.List;

/** The JVM options that the agent's own JVM was given for all that it starts, in a system property. */
public final class EveryJvm {
    static final String PROPERTY = "myriapod.jvm.options";

    private EveryJvm() {}

    /** The process with these options before its own: where they contradict each other, its own hold. */
    public static StartProcess added(StartProcess process) {
        String options = System.getProperty(PROPERTY, "").strip();
        if (options.isEmpty()) {
            return process;
        }
        List<String> own = process.getJvm().getOptionsList();
        StartProcess.Builder changed = process.toBuilder();
        changed.getJvmBuilder()
                .clearOptions()
                .addAllOptions(List.of(options.split("\\s+")))
                .addAllOptions(own);
        return changed.build();
    }
}
