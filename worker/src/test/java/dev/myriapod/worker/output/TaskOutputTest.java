package dev.myriapod.worker.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class TaskOutputTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final TaskOutput output = new TaskOutput(bytes, new ByteArrayOutputStream());
    private final PrintStream out = output.out();

    @Test
    void marksALineWhoseTaskDiffersFromTheLast() {
        out.println("a");
        output.begin(26);
        out.println("b\nc");
        output.begin(27);
        out.println("d");
        output.end();
        out.println("e");

        assertThat(text()).isEqualTo("a\n<1a>b\nc\n<1b>d\n<0>e\n");
    }

    @Test
    void marksALineThatLooksMarked() {
        out.println("a\n\u001eb\nc");

        assertThat(text()).isEqualTo("a\n<0><b\nc\n".replace("<b", "\u001eb"));
    }

    @Test
    void sendsALineWhenItEnds() {
        out.print("a");
        out.print("b");
        assertThat(text()).isEmpty();
        out.print("c\nd");
        assertThat(text()).isEqualTo("abc\n");
        out.flush();
        assertThat(text()).isEqualTo("abc\n<0>d");
        out.println("e");
        assertThat(text()).isEqualTo("abc\n<0>de\n");
    }

    @Test
    void endsTheLinesOfATaskWithIt() throws InterruptedException {
        output.begin(1);
        Thread thread = new Thread(() -> out.print("a"));
        thread.start();
        thread.join();
        out.print("b");
        out.flush();
        output.end();

        assertThat(text()).isEqualTo("<1>b\n<1>a\n".replace("\n<1>", "\n"));
    }

    @Test
    void isNotTornByOthers() throws InterruptedException {
        out.print("mine ");
        inAThread(() -> out.println("yours"));
        out.println("as well");
        out.print("flushed");
        out.flush();
        inAThread(() -> out.println("yours again"));
        out.println("later");

        assertThat(text()).isEqualTo("yours\nmine as well\n<0>flushed\nyours again\nlater\n");
    }

    @Test
    void isNotTornByManyThreads() throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        CountDownLatch all = new CountDownLatch(8);
        for (int t = 0; t < 8; t++) {
            long task = t + 1L;
            threads.add(new Thread(() -> {
                output.begin(task);
                all.countDown();
                for (int i = 0; i < 2000; i++) {
                    out.print("of ");
                    out.print(task);
                    out.println(" whole");
                }
                output.end();
            }));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }

        String task = "0";
        List<String> wrong = new ArrayList<>();
        List<String> lines = text().lines().toList();
        for (String line : lines) {
            String text = line;
            if (line.startsWith("<")) {
                task = line.substring(1, line.indexOf('>'));
                text = line.substring(line.indexOf('>') + 1);
            }
            if (!text.equals("of " + task + " whole")) {
                wrong.add(line);
            }
        }
        assertThat(lines).hasSize(16_000);
        assertThat(wrong).isEmpty();
    }

    @Test
    void aThreadThatOutlivesItsTaskPrintsForTheOneThatRunsThen() throws Exception {
        output.begin(1);
        ExecutorService kept = Executors.newSingleThreadExecutor();
        try {
            kept.submit(() -> out.println("a")).get();
            output.end();
            kept.submit(() -> out.println("b")).get();
            output.begin(2);
            kept.submit(() -> out.println("c")).get();
            Thread other = new Thread(null, () -> runAside(kept), "other task", 0, false);
            other.start();
            other.join();
            kept.submit(() -> out.println("e")).get();
            output.end();
        } finally {
            kept.shutdown();
        }

        assertThat(text()).isEqualTo("<1>a\n<0>b\n<2>c\n<0>d\n<2>e\n");
    }

    @Test
    void doesNotKeepALongLine() {
        out.print("x".repeat(70_000));

        assertThat(text()).isEqualTo("<0>" + "x".repeat(70_000));
    }

    @Test
    void outlivesClose() {
        out.print("a");
        out.close();
        out.println("b");

        assertThat(text()).isEqualTo("<0>ab\n");
        assertThat(out.checkError()).isFalse();
    }

    /** Task 3 while another one runs: whose the kept thread's line is cannot be told. */
    private void runAside(ExecutorService kept) {
        output.begin(3);
        try {
            kept.submit(() -> out.println("d")).get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
        output.end();
    }

    private static void inAThread(Runnable body) throws InterruptedException {
        Thread thread = new Thread(body);
        thread.start();
        thread.join();
    }

    /** What was sent, with markers as people can read them. */
    private String text() {
        return bytes.toString(StandardCharsets.UTF_8).replaceAll("\u001e([0-9a-f]+)\u001e", "<$1>");
    }
}
