package dev.myriapod.it.shared.history;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Writes down what a process does, in a file, so that it can be read also if the process is killed: the operating system has
 * what was written. The time is {@link System#nanoTime}, which on one host is one clock for all processes (CLOCK_MONOTONIC).
 */
final class Recorder implements Closeable {
    private static final String SEPARATOR = "\t";

    private final String process;
    private final FileChannel file;
    private final AtomicInteger ids = new AtomicInteger();

    Recorder(Path directory, String process) throws IOException {
        this.process = process;
        file = FileChannel.open(directory.resolve(process), StandardOpenOption.CREATE_NEW, StandardOpenOption.APPEND);
    }

    /** Does it, and writes down when it began, when it was done, and what was answered. */
    String record(String object, Callable<Object> deed, String what, Object... arguments) throws Exception {
        String id = process + "#" + ids.incrementAndGet();
        String who = process + "/" + Thread.currentThread().getName();
        List<String> call = new ArrayList<>(List.of("call", id, String.valueOf(System.nanoTime()), who, object, what));
        for (Object argument : arguments) {
            call.add(String.valueOf(argument));
        }
        write(call);
        String answer = String.valueOf(deed.call());
        write(List.of("done", id, String.valueOf(System.nanoTime()), answer));
        return answer;
    }

    private void write(List<String> line) throws IOException {
        byte[] bytes = (String.join(SEPARATOR, line) + "\n").getBytes(StandardCharsets.UTF_8);
        synchronized (file) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                int unused = file.write(buffer);
            }
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    /** What that process has written down; its last line may be half of one. */
    static List<Operation> read(Path directory, String process) throws IOException {
        String text = Files.readString(directory.resolve(process));
        Map<String, Operation> operations = new LinkedHashMap<>();
        for (String line : text.substring(0, text.lastIndexOf('\n') + 1).lines().toList()) {
            List<String> parts = List.of(line.split(SEPARATOR, -1));
            String id = parts.get(1);
            long time = Long.parseLong(parts.get(2));
            if (parts.get(0).equals("call")) {
                operations.put(
                        id,
                        new Operation(
                                id,
                                parts.get(3),
                                process,
                                parts.get(4),
                                parts.get(5),
                                parts.subList(6, parts.size()),
                                null,
                                time,
                                Long.MAX_VALUE));
            } else {
                operations.computeIfPresent(
                        id,
                        (same, call) -> new Operation(
                                id,
                                call.who(),
                                process,
                                call.object(),
                                call.what(),
                                call.arguments(),
                                parts.get(3),
                                call.called(),
                                time));
            }
        }
        return new ArrayList<>(operations.values());
    }
}
