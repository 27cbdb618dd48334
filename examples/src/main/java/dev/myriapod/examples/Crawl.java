package dev.myriapod.examples;

import dev.myriapod.Myriapod;
import dev.myriapod.ProcessPool;
import dev.myriapod.TaskFuture;
import dev.myriapod.TaskOptions;
import dev.myriapod.failure.TaskTimeoutException;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;

/**
 * Fetches pages side by side, with a time limit and retries, from a server that this program starts.
 *
 * <p>The like of the Python program with {@code fetch_url}, {@code requests.get(url)} and {@code executor.map(fetch_url,
 * urls)}. As there, the request itself has no time limit, and a thread that waits for such an answer does not hear an interrupt; the
 * task's limit ends it all the same, because the task is a process.
 */
public final class Crawl {
    private Crawl() {}

    static int fetch(String url) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) URI.create(url).toURL().openConnection();
        try {
            int status = connection.getResponseCode();
            if (status >= 500) {
                throw new IOException("status code " + status);
            }
            return status;
        } finally {
            connection.disconnect();
        }
    }

    /** Argument: the time limit for one attempt, in seconds (2). */
    public static void main(String[] args) throws IOException, InterruptedException {
        double limit = args.length > 0 ? Double.parseDouble(args[0]) : 2;
        List<String> paths = List.of("/", "/news", "/flaky", "/slow", "/missing", "/stuck", "/about", "/contact");
        TaskOptions patient = TaskOptions.builder()
                .timeout(Duration.ofMillis(Math.round(limit * 1000)))
                .gracePeriod(Duration.ofMillis(100))
                .retries(2)
                .retryOn(IOException.class)
                .build();
        try (FlakyServer server = new FlakyServer();
                Myriapod myriapod = Myriapod.local();
                ProcessPool pool = myriapod.pool(4)) {
            ProcessPool patientPool = pool.with(patient);
            Map<String, TaskFuture<Integer>> pages = new LinkedHashMap<>();
            for (String path : paths) {
                pages.put(path, patientPool.submit(Crawl::fetch, server.url(path)));
            }
            for (Map.Entry<String, TaskFuture<Integer>> page : pages.entrySet()) {
                System.out.println("URL: " + page.getKey() + ", " + outcome(page.getValue()));
            }
        }
    }

    private static String outcome(TaskFuture<Integer> page) throws InterruptedException {
        try {
            return "Status Code: " + page.get() + ", attempts: " + page.attempt();
        } catch (ExecutionException e) {
            String what = e.getCause() instanceof TaskTimeoutException ? "no answer" : String.valueOf(e.getCause());
            return "failed: " + what + ", attempts: " + page.attempt();
        }
    }
}
