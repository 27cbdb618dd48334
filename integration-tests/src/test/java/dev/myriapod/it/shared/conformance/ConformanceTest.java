package dev.myriapod.it.shared.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.myriapod.Myriapod;
import dev.myriapod.ProcessPool;
import dev.myriapod.it.house.CleanHouse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import junit.framework.TestResult;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** A dict is a {@code ConcurrentMap}, a list is a {@code List}, a queue is a {@code Queue}: in this process and in another. */
@Tag("long")
@ExtendWith(CleanHouse.class)
class ConformanceTest {
    private Myriapod cluster;
    private Suites suites;

    @BeforeEach
    void open() {
        cluster = Myriapod.local();
        suites = new Suites(cluster);
    }

    /** Only looks: who made something has deleted it, or has ended. */
    @AfterEach
    void nothingIsHostedAnyMore() {
        try (Myriapod open = cluster) {
            await("nothing is hosted")
                    .atMost(Duration.ofSeconds(10))
                    .untilAsserted(() -> assertThat(open.sharedObjects()).isEmpty());
        }
    }

    @TestFactory
    Stream<DynamicNode> inThisProcess() {
        return Stream.of(suites.dicts(), suites.lists(), suites.queues())
                .map(suite -> Dynamic.of(suite, suites::cleanUp));
    }

    /** What went wrong, in a worker, whose cluster is at the other end of a socket. What the last suite made it leaves behind. */
    private static List<String> failures() {
        Suites suites = new Suites(Myriapod.current());
        List<String> failures = new ArrayList<>();
        for (junit.framework.TestSuite suite : List.of(suites.dicts(), suites.lists(), suites.queues())) {
            suites.cleanUp();
            TestResult result = new TestResult();
            suite.run(result);
            if (result.runCount() < 100) {
                failures.add(suite + " has only " + result.runCount() + " tests");
            }
            Collections.list(result.failures()).forEach(failure -> failures.add(failure.toString()));
            Collections.list(result.errors()).forEach(error -> failures.add(error.toString()));
        }
        return failures;
    }

    @Test
    @Timeout(600)
    void inAnotherProcess() throws Exception {
        try (ProcessPool pool = cluster.pool(1)) {
            assertThat(pool.submit(ConformanceTest::failures).get(500, TimeUnit.SECONDS))
                    .isEmpty();
            assertThat(cluster.sharedObjects()).as("for the end of the worker").isNotEmpty();
        }
    }
}
