package dev.myriapod.examples;

import dev.myriapod.ChildProcess;
import dev.myriapod.Myriapod;
import dev.myriapod.ProcessInfo;
import java.util.ArrayList;
import java.util.List;

/**
 * Names, process ids and parents, as the main process and its children see them.
 *
 * <p>The like of the Python programs with {@code info(title)} and {@code f(name)}, {@code os.getpid()}, {@code os.getppid()}
 * and {@code current_process()}; of {@code task()}, which counts in a child and is the usual warning to guard {@code
 * __main__}: a child JVM never runs the program's main again, so there is nothing to guard; and of {@code run(name)}, a
 * child in which a thread is started.
 */
public final class WhoAmI {
    private WhoAmI() {}

    static void info(String title) {
        ProcessInfo self = ChildProcess.current();
        System.out.println(title);
        System.out.println("process name: " + self.name());
        System.out.println("parent process: "
                + ProcessHandle.current().parent().map(ProcessHandle::pid).orElse(0L));
        System.out.println("process id: " + self.pid());
        System.out.println(
                "started by: " + ChildProcess.parent().map(ProcessInfo::name).orElse("nobody of ours"));
    }

    static void greet(String name) {
        info("call from function greet");
        System.out.println("hello " + name);
    }

    static void count(double pauseSeconds) throws InterruptedException {
        for (int i = 0; i < 4; i++) {
            System.out.println(i);
            Thread.sleep(Math.round(pauseSeconds * 1000));
        }
    }

    static void runWithThread(int name) throws InterruptedException {
        Thread thread = new Thread(
                () -> System.out.println("thread " + Thread.currentThread().getName() + " in "
                        + ChildProcess.current().name()),
                "thread-run-" + name);
        System.out.println("hello-" + name);
        thread.start();
        thread.join();
    }

    /** Arguments: how many children start a thread (10), and the pause between two counts in seconds (1). */
    public static void main(String[] args) throws InterruptedException {
        int children = args.length > 0 ? Integer.parseInt(args[0]) : 10;
        double pause = args.length > 1 ? Double.parseDouble(args[1]) : 1;
        info("main process line");
        try (Myriapod myriapod = Myriapod.local()) {
            ChildProcess bob = myriapod.process(WhoAmI::greet, "bob").start();
            bob.join();
            System.out.println("bob was " + bob.name() + " with process id " + bob.pid());

            ChildProcess counter = myriapod.process(WhoAmI::count, pause).start();
            counter.join();

            List<ChildProcess> runs = new ArrayList<>();
            for (int i = 0; i < children; i++) {
                runs.add(myriapod.process(WhoAmI::runWithThread, i).start());
            }
            for (ChildProcess run : runs) {
                run.join();
            }
            System.out.println(
                    "children still active: " + myriapod.activeChildren().size());
        }
    }
}
