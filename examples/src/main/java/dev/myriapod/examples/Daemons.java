package dev.myriapod.examples;

import dev.myriapod.ChildProcess;
import dev.myriapod.Myriapod;
import dev.myriapod.ProcessOptions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Daemons, joins, and the exit codes of children that end in different ways.
 *
 * <p>The like of the Python program with {@code get_web}, two daemons that are joined; of its notes on {@code args} and
 * {@code kwargs} ({@code music}, {@code coding}), {@code terminate()}, {@code kill()} and {@code os.kill(pid, 9 or 15)};
 * and of {@code exitcode}, which is {@code -N} for a child that signal N ended, here as there.
 */
public final class Daemons {
    private static final int AN_HOUR = 3600;

    private Daemons() {}

    static void getWeb(String name) {
        System.out.println("get web according " + name);
    }

    static void music(int count) {
        System.out.println("music " + count);
    }

    static void coding(Map<String, Integer> named) {
        System.out.println("coding " + named);
    }

    static void sleep(int seconds) throws InterruptedException {
        Thread.sleep(seconds * 1000L);
    }

    static void fail() {
        throw new IllegalStateException("this child fails on purpose");
    }

    static void exit(int code) {
        System.exit(code);
    }

    static void sayLast(double seconds) throws InterruptedException {
        Thread.sleep(Math.round(seconds * 1000));
        System.out.println("the child that is no daemon was waited for");
    }

    /** Argument: how long the child that is no daemon takes, in seconds (1). */
    public static void main(String[] args) throws InterruptedException {
        double seconds = args.length > 0 ? Double.parseDouble(args[0]) : 1;
        ChildProcess daemon;
        try (Myriapod myriapod = Myriapod.local()) {
            joinDaemons(myriapod);
            exitCodes(myriapod).forEach((ending, code) -> System.out.printf("%-24s %4d%n", ending, code));

            ProcessOptions asDaemon = ProcessOptions.defaults().withDaemon(true);
            daemon = myriapod.process(asDaemon, Daemons::sleep, AN_HOUR).start();
            myriapod.process(Daemons::sayLast, seconds).start();
            System.out.println("the daemon is alive: " + daemon.isAlive());
            System.out.println("the program has ended");
        }
        System.out.println("the daemon is alive: " + daemon.isAlive());
    }

    private static void joinDaemons(Myriapod myriapod) throws InterruptedException {
        ProcessOptions daemon = ProcessOptions.defaults().withDaemon(true);
        List<ChildProcess> children = List.of(
                myriapod.process(daemon, Daemons::getWeb, "baidu"),
                myriapod.process(daemon, Daemons::getWeb, "tengxun"),
                myriapod.process(Daemons::music, 3),
                myriapod.process(Daemons::coding, Map.of("count", 3)));
        for (ChildProcess child : children) {
            child.start();
        }
        for (ChildProcess child : children) {
            child.join();
        }
    }

    private static Map<String, Integer> exitCodes(Myriapod myriapod) throws InterruptedException {
        Map<String, ChildProcess> children = new LinkedHashMap<>();
        children.put("returned", myriapod.process(Daemons::getWeb, "bing").start());
        children.put("threw an exception", myriapod.process(Daemons::fail).start());
        children.put("System.exit(3)", myriapod.process(Daemons::exit, 3).start());

        ChildProcess terminated = myriapod.process(Daemons::sleep, AN_HOUR).start();
        terminated.terminate();
        children.put("terminate()", terminated);

        ChildProcess killed = myriapod.process(Daemons::sleep, AN_HOUR).start();
        killed.kill();
        children.put("kill()", killed);

        ChildProcess signal15 = myriapod.process(Daemons::sleep, AN_HOUR).start();
        ProcessHandle.of(signal15.pid()).ifPresent(ProcessHandle::destroy);
        children.put("os.kill(pid, 15)", signal15);

        ChildProcess signal9 = myriapod.process(Daemons::sleep, AN_HOUR).start();
        ProcessHandle.of(signal9.pid()).ifPresent(ProcessHandle::destroyForcibly);
        children.put("os.kill(pid, 9)", signal9);

        Map<String, Integer> codes = new LinkedHashMap<>();
        for (Map.Entry<String, ChildProcess> child : children.entrySet()) {
            child.getValue().join();
            codes.put(child.getKey(), child.getValue().exitCode().orElseThrow());
        }
        return codes;
    }
}
