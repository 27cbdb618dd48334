package dev.myriapod.worker.departure;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/*
 * That an exit then takes 10 ms and not 310 is the JVM's doing and would be a matter of clocks; that the watch is out of native
 * code while the exit takes place is ours.
 */
class ParentWatchTest {
    private static final int HANG_SECONDS = 60;

    @Test
    @EnabledOnOs(OS.LINUX)
    void anExitFindsItOutOfNativeCode(@TempDir Path directory) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        WatchedExit.class.getName(),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            assertThat(process.waitFor(HANG_SECONDS, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isZero();
            assertThat(process.getInputStream().readAllBytes())
                    .asString(StandardCharsets.UTF_8)
                    .isEqualToIgnoringNewLines("aside");
        } finally {
            process.destroyForcibly();
        }
    }
}
