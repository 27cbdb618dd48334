package dev.myriapod.worker.rehearsal;

import com.google.protobuf.ByteString;
import dev.myriapod.proto.v1.WorkerBootstrap;
import dev.myriapod.worker.WorkerMain;
import dev.myriapod.worker.record.TaskRecord;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.SequenceInputStream;
import java.nio.file.Path;
import java.security.SecureRandom;

/**
 * The main class of a JVM in which a worker is played: the real one, attached over a real socket to a coordinator of the same
 * JVM that gives it a few tasks of its own. The JVM, told to do so by its options, remembers which classes that took.
 *
 * <p>No code of the user's runs in it, and nothing of it outlives its standard input, as it is with workers.
 */
public final class RehearsalMain {
    private static final String WORKER = "rehearsal";
    /** Relative: the path of a socket has to be short, and the directory's may be anything. */
    private static final Path SOCKET = Path.of("socket");

    private static final int TOKEN_BYTES = 32;
    private static final int THREADS = 1;

    private RehearsalMain() {}

    /** Plays, and exits with 0. The one argument is a private directory, which it runs in. */
    public static void main(String[] args) throws Exception {
        Path directory = Path.of(args[0]);
        byte[] token = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(token);
        Path record = directory.resolve("record");
        TaskRecord.create(record, THREADS);
        ByteArrayOutputStream bootstrap = new ByteArrayOutputStream();
        WorkerBootstrap.newBuilder()
                .setAddress(RehearsalCoordinator.listen(SOCKET).toString())
                .setToken(ByteString.copyFrom(token))
                .setWorker(WORKER)
                .setRecord(record.toString())
                .setRuntimeDirectory(directory.toString())
                .setThreads(THREADS)
                .build()
                .writeDelimitedTo(bootstrap);
        System.setIn(new SequenceInputStream(new ByteArrayInputStream(bootstrap.toByteArray()), System.in));
        WorkerMain.main(new String[] {directory.toString()});
    }
}
