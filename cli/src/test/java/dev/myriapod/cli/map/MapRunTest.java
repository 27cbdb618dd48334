package dev.myriapod.cli.map;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.myriapod.TaskFuture;
import dev.myriapod.cli.map.lines.LineReader;
import dev.myriapod.cli.map.lines.ResultWriter;
import dev.myriapod.failure.CoordinatorLostException;
import dev.myriapod.failure.TaskRun;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.io.StringWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What becomes of results when a run ends before its input does. */
@Timeout(60)
class MapRunTest {
    private final CountDownLatch readToTheEnd = new CountDownLatch(1);

    @Test
    void whatHasEndedIsWrittenEvenIfTheClusterIsLost() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        assertThatExceptionOfType(CoordinatorLostException.class).isThrownBy(() -> run(out, "one\ntwo\nlost\nfour\n"));

        assertThat(out.toString(UTF_8)).isEqualTo("ONE\nTWO\n");
    }

    @Test
    void anOutputThatFailsAsWellDoesNotHideTheReason() {
        OutputStream full = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("No space left on device");
            }
        };

        assertThatExceptionOfType(CoordinatorLostException.class)
                .isThrownBy(() -> run(full, "one\nlost\n"))
                .satisfies(lost -> assertThat(lost.getSuppressed())
                        .singleElement()
                        .asString()
                        .contains("No space left"));
    }

    private void run(OutputStream out, String input) throws IOException, InterruptedException {
        InputStream in = new SequenceInputStream(new ByteArrayInputStream(input.getBytes(UTF_8)), new InputStream() {
            @Override
            public int read() {
                readToTheEnd.countDown();
                return -1;
            }

            @Override
            public int read(byte[] bytes, int from, int length) {
                return read();
            }
        });
        try (LineFeed feed = new LineFeed(new LineReader(in, UTF_8), MapRunTest::ended, true)) {
            feed.start();
            // Or the run would wait for a line, and write what it has before it does.
            readToTheEnd.await();
            new MapRun(feed, new ResultWriter(out, UTF_8), FailureLog.to(new StringWriter()), Meter.silent()).run();
        }
    }

    private static TaskFuture<Optional<String>> ended(String line) {
        CompletableFuture<Optional<String>> future = line.equals("lost")
                ? CompletableFuture.failedFuture(new CoordinatorLostException("gone", TaskRun.NONE, null))
                : CompletableFuture.completedFuture(Optional.of(line.toUpperCase(Locale.ROOT)));
        return proxy(future);
    }

    @SuppressWarnings("unchecked")
    private static TaskFuture<Optional<String>> proxy(CompletableFuture<Optional<String>> future) {
        return (TaskFuture<Optional<String>>) Proxy.newProxyInstance(
                MapRunTest.class.getClassLoader(), new Class<?>[] {TaskFuture.class}, (self, method, arguments) -> {
                    try {
                        return method.invoke(future, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
