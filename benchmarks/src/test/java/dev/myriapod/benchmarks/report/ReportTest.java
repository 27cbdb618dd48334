package dev.myriapod.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
    private static final Report REPORT = new Report(Map.of("cores", "2"), List.of(MeasuredTest.noop()));

    @Test
    void whatWasWrittenIsRead(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("report.json");
        REPORT.write(file);
        assertThat(Report.read(file)).isEqualTo(REPORT);
        assertThat(Report.read(file).workload("noop")).contains(MeasuredTest.noop());
        assertThat(Report.read(file).workload("map")).isEmpty();
    }

    @Test
    void somethingElseIsNoReport(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("report.json");
        for (String text : List.of("", "{}", "[1]", "{\"machine\": {}}", "nonsense {")) {
            Files.writeString(file, text);
            assertThatThrownBy(() -> Report.read(file))
                    .as(text)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("is no report of this suite");
        }
        assertThatThrownBy(() -> Report.read(directory.resolve("none"))).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void theTableHasEachFigureWithItsGoals() {
        List<String> lines = Table.of(REPORT).lines().toList();
        assertThat(lines.get(0)).isEqualTo("cores  2");
        assertThat(lines.get(2).split(" {2,}"))
                .containsExactly("workload", "figure", "myriapod", "python", "ratio", "goals");
        assertThat(lines.get(3).split(" {2,}"))
                .containsExactly(
                        "noop",
                        "tasks/s",
                        "300 (100 - 900)",
                        "20.0 (10.0 - 100)",
                        "10.0x",
                        ">= 400,000: MISSED, >= 12.0x: MISSED");
        assertThat(lines.get(4).split(" {2,}")).containsExactly("noop", "other", "-", "2.00 (1.00 - 3.00)", "-");
    }

    @Test
    void theTableGoesIntoADocument() {
        assertThat(Table.markdown(REPORT).lines().toList())
                .containsSequence("| cores | 2 |", "", "| workload | figure | myriapod | python | ratio | goals |")
                .contains("| --- | --- | --- | --- | --- | --- |")
                .contains("| noop | other | - | 2.00 (1.00 - 3.00) | - |  |");
    }

    @Test
    void goalsAreMetByTheMedian() {
        Map<String, List<Map<String, Double>>> rounds =
                Map.of(Measured.OURS, List.of(Map.of("tasks/s", 1.0), Map.of("tasks/s", 5e5), Map.of("tasks/s", 6e5)));
        assertThat(Table.of(new Report(Map.of(), List.of(Measured.of("noop", rounds)))))
                .contains(">= 400,000: met, >= 12.0x: not measured");
    }

    @Test
    void comparesWhatBothHave() {
        Map<String, List<Map<String, Double>>> faster = Map.of(Measured.OURS, List.of(Map.of("tasks/s", 600.0)));
        Report fresh =
                new Report(Map.of("cores", "2"), List.of(Measured.of("noop", faster), Measured.of("map", faster)));
        List<String> lines = Comparison.of(REPORT, fresh).lines().toList();
        assertThat(lines).hasSize(5);
        assertThat(lines.get(4).split(" {2,}"))
                .containsExactly("noop", "tasks/s", "300 (100 - 900)", "600 (600 - 600)", "2.00x", "10.0x", "-");
    }
}
