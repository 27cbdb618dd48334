package dev.myriapod.agent;

import dev.myriapod.ChildProcess;
import dev.myriapod.proto.v1.WorkerBootstrap;
import dev.myriapod.worker.output.TaskOutput;
import dev.myriapod.worker.record.TaskRecord;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What the processes of these tests run: reads its bootstrap, as a worker does, then does what -Dprogram says. */
final class Program {
    private Program() {}

    public static void main(String[] arguments) throws Exception {
        WorkerBootstrap bootstrap = WorkerBootstrap.parseDelimitedFrom(System.in);
        switch (System.getProperty("program")) {
            case "describe" -> describe(bootstrap, arguments);
            case "class path" -> {
                System.out.println(System.getProperty("java.class.path"));
                bootstrap
                        .getClassPathList()
                        .forEach(entry -> System.out.println(
                                entry.hasArtifact() ? entry.getArtifact().getName() : entry.getPath()));
            }
            case "wait" -> waitForEnd(bootstrap);
            case "lines" -> lines();
            case "flood" -> flood();
            case "tasks" -> tasks();
            case "exit" -> System.exit(7);
            case "halt" -> {
                System.err.print("last words without an end");
                Runtime.getRuntime().halt(9);
            }
            case "chatter" -> {
                for (int i = 0; i < 150; i++) {
                    System.err.println(i == 149 ? "x".repeat(10_000) : "line " + i);
                }
            }
            case "begun" -> {
                TaskRecord record = TaskRecord.open(Path.of(bootstrap.getRecord()), bootstrap.getThreads());
                record.begun(0, 41);
                record.begun(1, 42);
                record.ended(0);
                Runtime.getRuntime().halt(0);
            }
            case "spoilt record" -> Files.write(Path.of(bootstrap.getRecord()), new byte[3]);
            case "memory" -> {
                List<long[]> all = new ArrayList<>();
                while (all.size() < Integer.MAX_VALUE) {
                    all.add(new long[1_000_000]);
                }
            }
            case "crash" -> writeToAddressZero();
            case "tree" -> {
                System.out.println(sleeper("sh", "-c", "sleep 1000 & echo $!; wait"));
                waitForEnd(bootstrap);
            }
            case "orphan" -> {
                System.out.println(sleeper("sleep", "1000"));
                Runtime.getRuntime().halt(1);
            }
            case "hidden orphan" -> {
                System.out.println(sleeper("env", "-i", "sleep", "1000"));
                Runtime.getRuntime().halt(1);
            }
            case "environment" ->
                Stream.of("ADDED", "PATH", "HOME", "JAVA_TOOL_OPTIONS", "MYRIAPOD_PROCESS")
                        .forEach(name -> System.out.println(name + "=" + System.getenv(name)));
            default -> throw new IllegalArgumentException(System.getProperty("program"));
        }
    }

    private static void describe(WorkerBootstrap bootstrap, String[] arguments) {
        System.out.println(bootstrap.getAddress());
        System.out.println(bootstrap.getToken().toStringUtf8());
        System.out.println(bootstrap.getWorker());
        System.out.println(bootstrap.getRecord() + " " + Files.exists(Path.of(bootstrap.getRecord())));
        System.out.println(bootstrap.getRuntimeDirectory() + " " + arguments[0]);
        System.out.println(bootstrap.getThreads() + " " + bootstrap.getChild() + " " + bootstrap.getDaemon());
        System.out.println(ChildProcess.current());
        System.out.println(ChildProcess.parent().orElseThrow());
        System.out.println(Path.of("").toAbsolutePath());
        System.out.println(System.getProperty("java.class.path").length());
        System.out.println(System.getProperty("user.option"));
    }

    /** Ends when its parent does, leaving a file behind to show that it was by itself. */
    private static void waitForEnd(WorkerBootstrap bootstrap) throws IOException {
        System.out.println("ready");
        if (System.in.read() < 0) {
            Files.writeString(Path.of(bootstrap.getRuntimeDirectory(), "left"), "left");
        }
    }

    private static void lines() {
        PrintStream out = System.out;
        out.print("in ");
        out.flush();
        out.print("three ");
        out.flush();
        out.println("pieces");
        out.println();
        out.print("ends as on Windows\r\n");
        out.write(0xff);
        out.println();
        byte[] text = "gr\u00fc\u00dfe \ud83d\ude00\n".getBytes(StandardCharsets.UTF_8);
        out.write(text, 0, text.length);
        out.println("y".repeat(2_500_000));
        out.print("no end");
        out.flush();
    }

    private static void flood() {
        String line = "0123456789abcdef".repeat(64 * 16 - 1) + "0123456789abcde";
        for (int i = 0; i < 64 * 64; i++) {
            System.out.println(line);
        }
        System.err.println("flooded");
    }

    private static void tasks() throws InterruptedException {
        TaskOutput output = TaskOutput.install();
        System.out.println("before");
        output.begin(17);
        System.out.println("of 17");
        System.err.println("error of 17");
        System.out.print("no end");
        output.end();
        output.begin(18);
        System.out.println("\u001e5\u001enot a marker");
        Thread thread = new Thread(() -> System.out.println("of a thread of 18"));
        thread.start();
        thread.join();
        output.end();
        System.out.println("after");
        output.begin(19);
        System.out.println("printed, then killed");
        Runtime.getRuntime().halt(137);
    }

    /** The pid of what it starts, with this process's own streams. */
    private static String sleeper(String... command) throws IOException {
        Process process = new ProcessBuilder(command).inheritIO().start();
        return "pid " + process.pid();
    }

    /** By reflection only: to name this class is a warning. */
    private static void writeToAddressZero() throws ReflectiveOperationException {
        Class<?> unsafe = Class.forName("sun.misc.Unsafe");
        Field field = unsafe.getDeclaredField("theUnsafe");
        field.setAccessible(true);
        unsafe.getMethod("putAddress", long.class, long.class).invoke(field.get(null), 0L, 0L);
    }
}
