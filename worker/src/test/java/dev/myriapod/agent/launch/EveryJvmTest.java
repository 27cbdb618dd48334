package dev.myriapod.agent.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.myriapod.proto.v1.JvmSpec;
import dev.myriapod.proto.v1.StartProcess;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EveryJvmTest {
    private static final StartProcess PROCESS = StartProcess.newBuilder()
            .setProcess("worker-1")
            .setJvm(JvmSpec.newBuilder().addOptions("-Xmx64m").setJavaHome("/java"))
            .build();

    private @Nullable String before;

    @BeforeEach
    void remember() {
        before = System.getProperty(EveryJvm.PROPERTY);
    }

    @AfterEach
    void restore() {
        if (before == null) {
            System.clearProperty(EveryJvm.PROPERTY);
        } else {
            System.setProperty(EveryJvm.PROPERTY, before);
        }
    }

    @Test
    void itsOptionsComeBeforeTheProcesssOwn() {
        System.setProperty(EveryJvm.PROPERTY, "  -Xmx1g  -Da=b ");

        JvmSpec jvm = EveryJvm.added(PROCESS).getJvm();

        assertThat(jvm.getOptionsList()).containsExactly("-Xmx1g", "-Da=b", "-Xmx64m");
        assertThat(jvm.getJavaHome()).isEqualTo("/java");
    }

    @Test
    void withoutThePropertyNothingChanges() {
        System.clearProperty(EveryJvm.PROPERTY);
        assertThat(EveryJvm.added(PROCESS)).isSameAs(PROCESS);

        System.setProperty(EveryJvm.PROPERTY, " ");
        assertThat(EveryJvm.added(PROCESS)).isSameAs(PROCESS);
    }
}
