package dev.myriapod.benchmarks.report;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A run of the suite, as it is kept in a file: all values of all rounds, so that any question can be asked of it later.
 *
 * @param machine what it was measured on, and of what
 * @param workloads what was measured
 */
public record Report(Map<String, String> machine, List<Measured> workloads) {
    /** Writes it as JSON. */
    public void write(Path file) throws IOException {
        Files.writeString(file, new GsonBuilder().setPrettyPrinting().create().toJson(this) + System.lineSeparator());
    }

    /**
     * Reads what {@link #write} has written.
     *
     * @throws IOException also if the file is something else
     */
    public static Report read(Path file) throws IOException {
        try {
            Report report = new GsonBuilder().create().fromJson(Files.readString(file), Report.class);
            if (report == null || report.machine == null || report.workloads == null) {
                throw new IOException(file + " is no report of this suite: make one with bin/bench --json FILE.");
            }
            return report;
        } catch (JsonParseException e) {
            throw new IOException(file + " is no report of this suite: make one with bin/bench --json FILE.", e);
        }
    }

    /** What it says of a workload. */
    public Optional<Measured> workload(String name) {
        return workloads.stream()
                .filter(measured -> measured.workload().equals(name))
                .findFirst();
    }
}
