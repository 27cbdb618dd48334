package dev.myriapod.it.faults;

import dev.myriapod.Myriapod;
import dev.myriapod.ProcessPool;
import dev.myriapod.failure.MyriapodException;
import java.io.FileInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;

/** The main of a client that has hardly any file descriptors left, and wants a pool and a process all the same. */
public final class CrowdedClient {
    /** Enough to load a class, and too few for the pipes of a process. */
    private static final int LEFT = 3;

    private CrowdedClient() {}

    /** No arguments. */
    public static void main(String[] args) throws Exception {
        try (Myriapod cluster = Myriapod.local();
                ProcessPool pool = cluster.pool(1)) {
            pool.submit(Deeds::square, 2).get();
            List<FileInputStream> crowd = crowd();
            System.out.println("pool: " + newPool(cluster));
            System.out.println("process: " + newProcess(cluster));
            System.out.println("old: " + pool.submit(Deeds::square, 3).get());
            // Until it is told to go on, somebody knocks at its socket.
            System.in.read();
            System.out.println("old: " + pool.submit(Deeds::square, 4).get());
            for (FileInputStream one : crowd) {
                one.close();
            }
            System.out.println("pool: " + newPool(cluster));
        }
        System.out.println("closed");
    }

    private static List<FileInputStream> crowd() throws IOException {
        List<FileInputStream> open = new ArrayList<>();
        while (true) {
            try {
                open.add(new FileInputStream("/dev/null"));
            } catch (IOException full) {
                for (int i = 0; i < LEFT; i++) {
                    open.remove(open.size() - 1).close();
                }
                return open;
            }
        }
    }

    private static String newPool(Myriapod cluster) throws InterruptedException {
        try (ProcessPool pool = cluster.pool(1)) {
            return "result " + pool.submit(Deeds::square, 5).get();
        } catch (ExecutionException e) {
            return String.valueOf(e.getCause());
        }
    }

    private static String newProcess(Myriapod cluster) {
        try {
            return "started " + cluster.process(Deeds::loopForever).start();
        } catch (MyriapodException e) {
            return e.toString();
        }
    }
}
