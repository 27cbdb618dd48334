package dev.myriapod.it.shared;

import dev.myriapod.ProcessPool;
import dev.myriapod.TaskFuture;
import dev.myriapod.function.RemoteCallable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;

/** Each party is a process of its own. */
class JdkContractsAcrossProcessesTest extends JdkContracts {
    private static final int MOST = 4;

    private ProcessPool pool;

    @Override
    <T> Party<T> calling(RemoteCallable<T> work) {
        if (pool == null) {
            pool = cluster().pool(MOST);
        }
        TaskFuture<T> future = pool.submit(work);
        return () -> {
            try {
                return future.get(60, TimeUnit.SECONDS);
            } catch (ExecutionException e) {
                throw (Exception) e.getCause();
            }
        };
    }

    @AfterEach
    void close() {
        if (pool != null) {
            pool.close();
        }
    }
}
