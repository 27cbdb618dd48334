package dev.myriapod.agent.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArchiveOptionsTest {
    @Test
    void whatTheJvmComparesIsKept() {
        assertThat(ArchiveOptions.compared(List.of(
                        "-XX:+UseZGC", "-Xmx2g", "-Dmode=batch", "-ea", "--add-opens=java.base/java.lang=ALL-UNNAMED")))
                .hasValue(List.of("-XX:+UseZGC", "--add-opens=java.base/java.lang=ALL-UNNAMED"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-Xmx31g",
                "-Xms64m",
                "-Xss512k",
                "-Dany.property=-Xshare:off",
                "-ea:org.example...",
                "-XX:+HeapDumpOnOutOfMemoryError",
                "-XX:ErrorFile=/tmp/hs_err.log",
                "-Xlog:gc*:file=gc.log",
                "-XX:MaxMetaspaceSize=64m"
            })
    void whatDoesNotMatterIsLeftOut(String option) {
        assertThat(ArchiveOptions.compared(List.of(option))).hasValue(List.of());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-Xshare:off",
                "-Xshare:auto",
                "-XX:SharedArchiveFile=/mine.jsa",
                "-XX:ArchiveClassesAtExit=/mine.jsa",
                "-XX:AOTCache=/mine.aot",
                "-XX:-UseSharedSpaces",
                "-javaagent:/an/agent.jar",
                "-agentlib:jdwp=transport=dt_socket,server=y",
                "-agentpath:/an/agent.so",
                "-Djava.system.class.loader=org.example.Loader",
                "-Djdk.module.path=/mods",
                "--module-path",
                "--patch-module=java.base=/patch",
                "-Xbootclasspath/a:/more.jar",
                "-XX:StartFlightRecording",
                "-Xmx32g",
                "-Xmx40000m",
                "-Xmx1t",
                "-Xint -Xshare:off",
                "@arguments",
                "-XX:+SomethingOfTomorrow"
            })
    void whatIsNotKnownKeepsArchivesAway(String option) {
        assertThat(ArchiveOptions.compared(List.of("-Xmx2g", option))).isEmpty();
    }
}
