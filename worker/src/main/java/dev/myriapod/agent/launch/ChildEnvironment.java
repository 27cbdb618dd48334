package dev.myriapod.agent.launch;

import dev.myriapod.agent.tree.Orphans;
import dev.myriapod.proto.v1.EnvironmentVariable;
import dev.myriapod.proto.v1.JvmSpec;
import java.util.List;
import java.util.Map;

/**
 * A process's environment: the agent's own, less what may change a JVM behind the user's back and what is the agent's alone,
 * and what the user asked for. And a variable that the process hands down to all that it starts, by which they are found when it has died.
 */
final class ChildEnvironment {
    /** The variables from which a JVM takes options. */
    static final List<String> OPTION_VARIABLES = List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");

    private ChildEnvironment() {}

    /** What the user set a variable to; empty if to nothing. */
    static String added(JvmSpec jvm, String name) {
        for (EnvironmentVariable variable : jvm.getEnvironmentList()) {
            if (variable.getName().equals(name)) {
                return variable.getValue();
            }
        }
        return "";
    }

    /** Turns the inherited environment, without what is withheld, into the process's. */
    static void apply(JvmSpec jvm, String marker, List<String> withheld, Map<String, String> environment) {
        OPTION_VARIABLES.forEach(environment::remove);
        withheld.forEach(environment::remove);
        jvm.getEnvironmentRemovedList().forEach(environment::remove);
        jvm.getEnvironmentList().forEach(variable -> environment.put(variable.getName(), variable.getValue()));
        // An agent in a process of another agent passes that one's marks on: a death takes all generations along.
        environment.merge(Orphans.VARIABLE, marker, (inherited, own) -> inherited + " " + own);
    }
}
