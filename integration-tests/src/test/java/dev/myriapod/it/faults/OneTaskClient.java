package dev.myriapod.it.faults;

import dev.myriapod.Myriapod;
import dev.myriapod.ProcessPool;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** The main of a client that runs one task and says in one line how that ended. */
public final class OneTaskClient {
    private OneTaskClient() {}

    /** No arguments. */
    public static void main(String[] args) throws Exception {
        try (Myriapod cluster = Myriapod.local();
                ProcessPool pool = cluster.pool(2)) {
            int result = pool.submit(Deeds::square, 5).get(40, TimeUnit.SECONDS);
            System.out.println("outcome: result " + result);
        } catch (ExecutionException e) {
            System.out.println("outcome: " + e.getCause().toString().replace('\n', ' '));
        }
        System.out.println("closed");
    }
}
