package dev.myriapod.it.faults;

import dev.myriapod.Myriapod;
import dev.myriapod.ProcessPool;
import dev.myriapod.TaskFuture;
import java.util.List;

/** The main of a client that never closes its cluster. Its tasks have processes of their own and never end. */
public final class DoomedClient {
    private DoomedClient() {}

    /** The argument says what it does when its tasks run: {@code wait}, {@code return}, {@code exit} or {@code throw}. */
    @SuppressWarnings("resource") // that is the point
    public static void main(String[] args) throws Exception {
        System.out.println("begins");
        ProcessPool pool = Myriapod.local().pool(2);
        List<TaskFuture<Integer>> futures =
                List.of(pool.submit(Deeds::loopWithChild), pool.submit(Deeds::loopWithChild));
        for (TaskFuture<Integer> future : futures) {
            while (future.workerPid() == 0 && !future.isDone()) {
                Thread.onSpinWait();
            }
        }
        System.out.println("runs");
        switch (args[0]) {
            case "return" -> System.out.println("returns");
            case "exit" -> System.exit(5);
            case "throw" -> throw new IllegalStateException("the program's own failure");
            default -> futures.get(0).get();
        }
    }
}
