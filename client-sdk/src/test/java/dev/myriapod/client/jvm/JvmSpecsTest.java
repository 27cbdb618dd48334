package dev.myriapod.client.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.myriapod.JvmOptions;
import dev.myriapod.proto.v1.EnvironmentVariable;
import dev.myriapod.proto.v1.JvmSpec;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class JvmSpecsTest {
    @Test
    void defaultsAreTheAgentsOwn() {
        assertThat(JvmSpecs.local().of(JvmOptions.defaults())).isEqualTo(JvmSpec.getDefaultInstance());
    }

    @Test
    void everythingTravelsAndPathsAreAbsolute() {
        JvmSpec spec = JvmSpecs.local()
                .of(JvmOptions.defaults()
                        .withJavaHome(Path.of("/opt/jdk"))
                        .withClassPath(List.of(Path.of("lib/a.jar"), Path.of("/b.jar")))
                        .withOptions("-Xmx1g", "-ea")
                        .withEnvironment("A", "1")
                        .withEnvironment("B", "")
                        .withWorkingDirectory(Path.of("here")));
        assertThat(spec.getJavaHome()).isEqualTo("/opt/jdk");
        assertThat(spec.getClassPathList())
                .containsExactly(Path.of("lib/a.jar").toAbsolutePath().toString(), "/b.jar");
        assertThat(spec.getOptionsList()).containsExactly("-Xmx1g", "-ea");
        assertThat(spec.getEnvironmentList())
                .containsExactly(EnvironmentVariable.newBuilder()
                        .setName("A")
                        .setValue("1")
                        .build());
        assertThat(spec.getEnvironmentRemovedList()).containsExactly("B");
        assertThat(spec.getWorkingDirectory())
                .isEqualTo(Path.of("here").toAbsolutePath().toString());
    }
}
