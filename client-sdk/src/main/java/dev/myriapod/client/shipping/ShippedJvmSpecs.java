package dev.myriapod.client.shipping;

import dev.myriapod.JvmOptions;
import dev.myriapod.client.jvm.JvmSpecs;
import dev.myriapod.client.shipping.upload.Uploads;
import dev.myriapod.client.wire.Connection;
import dev.myriapod.failure.MyriapodException;
import dev.myriapod.failure.TaskRun;
import dev.myriapod.proto.v1.JvmSpec;
import dev.myriapod.remote.ShippingOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Specifications of JVMs on other hosts: their class path goes to the coordinator first. Thread-safe. */
public final class ShippedJvmSpecs implements JvmSpecs {
    private final ShippingOptions options;
    private final Uploads uploads;
    private final Jars jars = new Jars();
    private final Contents contents = new Contents();

    /** Ships over this connection, what these options say. */
    public ShippedJvmSpecs(Connection connection, ShippingOptions options) {
        this.options = options;
        uploads = new Uploads(connection);
    }

    /**
     * These options, when all of their class path is at the coordinator. Blocks for as long as that takes: reads every file
     * once, and sends what the coordinator does not have. Not to be called under a lock, nor on the connection's loop. An
     * interrupt ends it with a {@link MyriapodException} and stays set.
     *
     * @throws MyriapodException if a file cannot be read, the coordinator does not take it, or Myriapod itself is not on the
     *     class path
     * @throws dev.myriapod.failure.CoordinatorLostException if the coordinator is gone
     * @throws IllegalArgumentException if an extra entry does not exist, or a pattern is none
     */
    @Override
    public JvmSpec of(JvmOptions jvm) {
        List<Path> classPath = jvm.classPath().isEmpty() ? ClassPathReader.ofThisJvm() : jvm.classPath();
        ClassPathReader reader = new ClassPathReader(jars, options);
        List<Entry> entries;
        try {
            entries = reader.read(classPath);
        } catch (IOException e) {
            throw new MyriapodException(
                    "The class path could not be read: " + e + ". Nothing was started.", TaskRun.NONE, e);
        }
        if (!reader.holdsWorker()) {
            throw withoutWorker(classPath, reader.without());
        }
        Shipment shipment = new Shipment(contents);
        entries.forEach(shipment::add);
        shipment.send(uploads);
        return JvmSpecs.local().of(jvm.withClassPath(List.of())).toBuilder()
                .addAllEntries(shipment.entries())
                .build();
    }

    private static MyriapodException withoutWorker(List<Path> classPath, List<Path> without) {
        String last = without.isEmpty()
                ? ""
                : " (ShippingOptions.excluded leaves out " + without.get(0)
                        + (without.size() == 1 ? "" : " and " + (without.size() - 1) + " more") + ")";
        return new MyriapodException(
                "The class path holds no " + Jars.WORKER.replace(".class", "").replace('/', '.')
                        + ", which every worker runs" + last + ". Add the artifact io.github.myriapod:myriapod to it."
                        + " If this program runs from jars inside a jar, unpack it first (Spring Boot: java"
                        + " -Djarmode=tools -jar app.jar extract). The class path: " + classPath,
                TaskRun.NONE,
                null);
    }
}
