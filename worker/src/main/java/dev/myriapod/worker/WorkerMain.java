package dev.myriapod.worker;

import dev.myriapod.proto.v1.WorkerBootstrap;
import dev.myriapod.worker.departure.Departure;
import dev.myriapod.worker.departure.ExitGuard;
import dev.myriapod.worker.departure.ParentWatch;
import dev.myriapod.worker.output.TaskOutput;
import dev.myriapod.worker.record.TaskRecord;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The main class of worker and child JVMs. An agent starts it, with the cluster's runtime directory as its argument and
 * its {@link WorkerBootstrap} on standard input; it is of no use to anybody else.
 */
public final class WorkerMain {
    private WorkerMain() {}

    /** Serves until told to stop, or runs one function; then exits. */
    public static void main(String[] args) throws Exception {
        if (args.length != 1) {
            System.err.println("This is the inside of a Myriapod worker. It is started by an agent, not by hand:"
                    + " use Myriapod.local() or `myriapod worker`.");
            System.exit(2);
        }
        InputStream parent = System.in;
        Departure departure = new Departure(Path.of(args[0]));
        System.setIn(InputStream.nullInputStream());
        // Before anything that could keep the streams of now, as some loggers do.
        TaskOutput output = TaskOutput.install();
        // The bootstrap comes when the coordinator listens, which may take as long as this.
        CoordinatorConnection.prepare();
        WorkerBootstrap bootstrap = readBootstrap(parent);
        if (bootstrap == null) {
            departure.orphaned();
            return;
        }
        new ParentWatch(parent, departure).begin();
        TaskRecord record = TaskRecord.open(Path.of(bootstrap.getRecord()), bootstrap.getThreads());
        int code = 0;
        try (CoordinatorConnection connection = CoordinatorConnection.open(bootstrap)) {
            WorkerSession session = new WorkerSession(bootstrap, connection, record, output, departure);
            session.open();
            if (bootstrap.getChild()) {
                code = session.runChild();
            } else {
                Runtime.getRuntime().addShutdownHook(new ExitGuard(session::isLeaving));
                session.awaitStop();
            }
        }
        System.exit(code);
    }

    /** Null if the agent is gone before it said anything. */
    private static @Nullable WorkerBootstrap readBootstrap(InputStream parent) {
        try {
            return WorkerBootstrap.parseDelimitedFrom(parent);
        } catch (IOException e) {
            // Cut off in the middle of it: gone as well.
            return null;
        }
    }
}
