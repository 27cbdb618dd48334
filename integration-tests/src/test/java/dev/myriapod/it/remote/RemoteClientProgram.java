package dev.myriapod.it.remote;

import dev.myriapod.Myriapod;
import dev.myriapod.ProcessPool;
import dev.myriapod.remote.ConnectOptions;

/** Prints the process of its one worker, then keeps it busy. Never ends by itself. */
final class RemoteClientProgram {
    private RemoteClientProgram() {}

    public static void main(String[] args) throws Exception {
        try (Myriapod cluster =
                        Myriapod.connect(args[0], ConnectOptions.defaults().withToken(Elsewhere.TOKEN));
                ProcessPool pool = cluster.pool(1)) {
            System.out.println("worker " + pool.submit(Work::pid).get());
            pool.submit(Work::hang).get();
        }
    }
}
