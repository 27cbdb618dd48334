package dev.myriapod.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.myriapod.benchmarks.catalogue.Catalogue;
import dev.myriapod.benchmarks.report.Measured;
import dev.myriapod.benchmarks.report.Report;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The command line; with one workload in a process of its own. */
@Timeout(value = 300, unit = TimeUnit.SECONDS)
class BenchTest {
    private final StringWriter errors = new StringWriter();

    private int bench(String... arguments) {
        return new CommandLine(new Bench()).setErr(new PrintWriter(errors)).execute(arguments);
    }

    private static String printed(Runnable what) {
        PrintStream before = System.out;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            what.run();
        } finally {
            System.setOut(before);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void measuresAndWritesAndReads(@TempDir Path directory) throws Exception {
        String file = directory.resolve("report.json").toString();
        String table = printed(() -> assertThat(bench("roundtrip", "--tiny", "--peers", "none", "--json", file))
                .isZero());
        assertThat(table).contains("p50 us").contains("<= 0.6x: not measured");
        Report report = Report.read(Path.of(file));
        assertThat(report.machine()).containsKeys("cores", "kernel", "JDK", "begun");
        assertThat(report.workload("roundtrip").orElseThrow().spread(Measured.OURS, "p99 us"))
                .isPresent();

        String both = printed(
                () -> assertThat(bench("--read", file, "--compare", file)).isZero());
        assertThat(both).startsWith(table).contains("new / old").contains("1.00x");
    }

    @Test
    void namesAllWorkloads() {
        assertThat(printed(() -> assertThat(bench("--list")).isZero()).lines().toList())
                .hasSameSizeAs(Catalogue.all())
                .startsWith("noop", "roundtrip", "map");
    }

    @Test
    void badArgumentsAreSaid() {
        assertThat(bench("nope")).isEqualTo(2);
        assertThat(bench("--peers", "cobra")).isEqualTo(2);
        assertThat(bench("--rounds", "0")).isEqualTo(2);
        assertThat(bench("--warm-up", "-1")).isEqualTo(2);
        assertThat(errors.toString())
                .contains("There is no workload \"nope\". There are: noop, roundtrip, ")
                .contains("There is no peer \"cobra\"")
                .contains("at least 1 round")
                .contains("must not be negative");
    }
}
