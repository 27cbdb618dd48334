package dev.myriapod.examples.shared;

import dev.myriapod.Myriapod;
import dev.myriapod.ProcessPool;
import dev.myriapod.TaskFuture;
import dev.myriapod.TaskFutures;
import dev.myriapod.shared.SharedLock;
import dev.myriapod.shared.data.SharedLong;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * A hundred tasks in several processes print on one screen, each its line, piece by piece; one lock keeps the lines whole and in
 * order.
 *
 * <p>The like of the Python program with {@code f(l, i)}, {@code l.acquire()} and {@code print('hello world', i)} in a hundred
 * processes. What processes print here goes to the parent line by line, so lines would be whole without a lock; the screen is a
 * file therefore, to which all append without asking each other.
 */
public final class OneLock {
    private OneLock() {}

    private static void print(Path screen, Object piece) throws IOException {
        Files.writeString(screen, String.valueOf(piece), StandardOpenOption.APPEND);
    }

    static void hello(SharedLock lock, SharedLong lines, Path screen, int i) throws IOException {
        lock.lock();
        try {
            print(screen, "line ");
            print(screen, lines.incrementAndGet());
            print(screen, ": hello world ");
            print(screen, i);
            print(screen, System.lineSeparator());
        } finally {
            lock.unlock();
        }
    }

    /** Arguments: how many tasks (100), and in how many processes (4). */
    public static void main(String[] args) throws IOException, InterruptedException {
        int tasks = args.length > 0 ? Integer.parseInt(args[0]) : 100;
        int processes = args.length > 1 ? Integer.parseInt(args[1]) : 4;
        Path screen = Files.createTempFile("screen-", ".txt");
        try (Myriapod myriapod = Myriapod.local();
                ProcessPool pool = myriapod.pool(processes)) {
            SharedLock lock = myriapod.lock();
            SharedLong lines = myriapod.sharedLong();
            List<TaskFuture<?>> hellos = new ArrayList<>();
            for (int i = 0; i < tasks; i++) {
                int number = i;
                String file = screen.toString();
                hellos.add(pool.submit(() -> {
                    hello(lock, lines, Path.of(file), number);
                    return number;
                }));
            }
            TaskFutures.wait(hellos);
            Files.readAllLines(screen).forEach(System.out::println);
        } finally {
            Files.delete(screen);
        }
    }
}
