package dev.myriapod.agent.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.myriapod.proto.v1.EnvironmentVariable;
import dev.myriapod.proto.v1.JvmSpec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChildEnvironmentTest {
    private static final List<String> SECRET = List.of("SECRET");

    private static Map<String, String> environment(JvmSpec jvm, List<String> withheld) {
        Map<String, String> environment = new HashMap<>(Map.of("SECRET", "of the agent", "HOME", "/home"));
        ChildEnvironment.apply(jvm, "agent/worker", withheld, environment);
        return environment;
    }

    @Test
    void whatIsTheAgentsAloneIsNotInherited() {
        assertThat(environment(JvmSpec.getDefaultInstance(), SECRET))
                .doesNotContainKey("SECRET")
                .containsEntry("HOME", "/home");
        assertThat(environment(JvmSpec.getDefaultInstance(), List.of())).containsEntry("SECRET", "of the agent");
    }

    @Test
    void whatTheUserSetsIsThereAllTheSame() {
        JvmSpec jvm = JvmSpec.newBuilder()
                .addEnvironment(
                        EnvironmentVariable.newBuilder().setName("SECRET").setValue("of the user"))
                .build();
        assertThat(environment(jvm, SECRET)).containsEntry("SECRET", "of the user");
    }
}
