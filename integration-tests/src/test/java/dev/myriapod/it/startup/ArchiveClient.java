package dev.myriapod.it.startup;

import dev.myriapod.Myriapod;
import dev.myriapod.PoolOptions;
import dev.myriapod.ProcessPool;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The main of a client whose worker says which archives its JVM has mapped; it stays until its standard input ends. */
public final class ArchiveClient {
    private ArchiveClient() {}

    /** JVM options of the workers. */
    public static void main(String[] args) throws Exception {
        PoolOptions options = PoolOptions.builder().size(1).jvmOptions(args).build();
        try (Myriapod cluster = Myriapod.local();
                ProcessPool pool = cluster.pool(options)) {
            System.out.println("mapped: "
                    + String.join(
                            " ", pool.submit(ArchiveClient::mappedArchives).get()));
            while (System.in.read() >= 0) {
                // What is made in the background has until then.
            }
        }
        System.out.println("closed");
    }

    /** In the worker: the archives in its address space. */
    static List<String> mappedArchives() throws IOException {
        List<String> maps = Files.readAllLines(Path.of("/proc/self/maps"), StandardCharsets.ISO_8859_1);
        return maps.stream()
                .filter(line -> line.contains("/") && line.endsWith(".jsa"))
                .map(line -> line.substring(line.indexOf('/')))
                .distinct()
                .toList();
    }
}
