package dev.myriapod.benchmarks.driver;

import dev.myriapod.benchmarks.workload.Stage;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Our side as a process: {@code Ours WORKLOAD [--tiny]}. */
public final class Ours {
    private Ours() {}

    /** Plays what its first argument names until its standard input ends. */
    public static void main(String[] arguments) throws Exception {
        BufferedReader words = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        try (Stage stage = new Stage(List.of(arguments).contains("--tiny"))) {
            new Driver(words, System.out).play(arguments[0], stage);
        }
    }
}
