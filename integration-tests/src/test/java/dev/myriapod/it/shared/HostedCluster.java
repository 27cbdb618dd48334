package dev.myriapod.it.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.myriapod.Myriapod;
import dev.myriapod.shared.SharedObjectInfo;
import java.time.Duration;
import java.util.function.Predicate;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A cluster for each test, which must host nothing any more when the test has ended. */
final class HostedCluster implements BeforeEachCallback, AfterEachCallback {
    /** Generous: what is noticed by the end of a process takes the time that its end takes. */
    private static final Duration MOMENT = Duration.ofSeconds(10);

    /** In a worker, its own cluster. */
    private static volatile Myriapod given;

    private Myriapod cluster;

    /** From now on the tests of this process use this cluster, and leave it open, instead of one each. */
    static void use(Myriapod cluster) {
        given = cluster;
    }

    Myriapod cluster() {
        return cluster;
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        cluster = given == null ? Myriapod.local() : given;
    }

    @Override
    public void afterEach(ExtensionContext context) {
        try {
            if (context.getExecutionException().isEmpty()) {
                await("nothing is hosted")
                        .atMost(MOMENT)
                        .untilAsserted(() ->
                                assertThat(cluster.sharedObjects()).as("hosted").isEmpty());
            }
        } finally {
            if (given == null) {
                cluster.close();
            }
        }
    }

    /** Waits until the object of that name, the empty one for the only anonymous one, is so. */
    void awaitThat(String name, Predicate<SharedObjectInfo> so) {
        await("the object " + name)
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(2))
                .until(() -> cluster.sharedObjects().stream()
                        .anyMatch(object -> object.name().equals(name) && so.test(object)));
    }
}
