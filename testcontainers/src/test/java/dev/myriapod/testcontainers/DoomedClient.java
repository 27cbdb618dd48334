package dev.myriapod.testcontainers;

import static org.awaitility.Awaitility.await;

import dev.myriapod.Myriapod;
import dev.myriapod.ProcessPool;
import dev.myriapod.TaskFuture;
import dev.myriapod.TaskState;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A program that keeps a cluster busy until it is killed. */
final class DoomedClient {
    private DoomedClient() {}

    /** Starts it; it prints a line when all its tasks run. */
    static Process start(MyriapodCluster cluster, int tasks) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        DoomedClient.class.getName(),
                        cluster.uri(),
                        Integer.toString(tasks))
                .redirectError(Redirect.INHERIT);
        builder.environment()
                .put("MYRIAPOD_TOKEN", cluster.connectOptions().token().orElseThrow());
        return builder.start();
    }

    public static void main(String[] args) throws Exception {
        int size = Integer.parseInt(args[1]);
        try (Myriapod myriapod = Myriapod.connect(args[0]);
                ProcessPool pool = myriapod.pool(size)) {
            List<TaskFuture<String>> tasks = new ArrayList<>();
            for (int task = 0; task < size; task++) {
                tasks.add(pool.submit(Deeds::hang));
            }
            for (TaskFuture<String> task : tasks) {
                await().atMost(Duration.ofSeconds(60)).until(() -> task.taskState() == TaskState.RUNNING);
            }
            System.out.println("running");
            tasks.get(0).get();
        }
    }
}
