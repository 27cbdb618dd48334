package dev.myriapod.it.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.myriapod.Myriapod;
import dev.myriapod.ProcessPool;
import dev.myriapod.it.house.CleanHouse;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/**
 * What the classes named here promise holds also where the coordinator is at the other end of a socket: a worker runs them. With
 * {@link JdkContractsAcrossProcessesTest}, a caller, the other parties and the coordinator are all in different processes.
 */
@Tag("long")
@ExtendWith(CleanHouse.class)
@Timeout(300)
class ContractsInAWorkerTest {
    @RegisterExtension
    final HostedCluster hosted = new HostedCluster();

    @ParameterizedTest
    @ValueSource(
            classes = {
                JdkContractsTest.class,
                JdkContractsAcrossProcessesTest.class,
                QueueInOneProcessTest.class,
                LockInOneProcessTest.class,
                SemaphoreInOneProcessTest.class,
                BarrierInOneProcessTest.class,
                SignalsInOneProcessTest.class
            })
    void hold(Class<?> contracts) throws Exception {
        try (ProcessPool pool = hosted.cluster().pool(1)) {
            List<String> outcome = pool.submit(() -> run(contracts.getName())).get(280, TimeUnit.SECONDS);
            assertThat(outcome.subList(1, outcome.size())).isEmpty();
            assertThat(Integer.parseInt(outcome.get(0))).as("that succeeded").isGreaterThanOrEqualTo(tests(contracts));
        }
    }

    /** Not those of memory, which look at the files of the process that hosts it. */
    @ParameterizedTest
    @Tag("thorough")
    @ValueSource(
            classes = {
                ReadWriteLockInOneProcessTest.class,
                DictInOneProcessTest.class,
                ListInOneProcessTest.class,
                ValueInOneProcessTest.class,
                PipeInOneProcessTest.class
            })
    void holdOfTheOthers(Class<?> contracts) throws Exception {
        hold(contracts);
    }

    /** In the worker: how many succeeded, and then why others did not. */
    private static List<String> run(String contracts) {
        HostedCluster.use(Myriapod.current());
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(selectClass(contracts))
                                .build(),
                        listener);
        TestExecutionSummary summary = listener.getSummary();
        List<String> outcome = new ArrayList<>();
        outcome.add(Long.toString(summary.getTestsSucceededCount()));
        for (TestExecutionSummary.Failure failure : summary.getFailures()) {
            outcome.add(failure.getTestIdentifier().getDisplayName() + ": " + failure.getException());
        }
        return outcome;
    }

    private static int tests(Class<?> contracts) {
        int count = 0;
        for (Class<?> type = contracts; type != null; type = type.getSuperclass()) {
            count += (int) Stream.of(type.getDeclaredMethods())
                    .filter(ContractsInAWorkerTest::isTest)
                    .count();
        }
        assertThat(count).isPositive();
        return count;
    }

    private static boolean isTest(Method method) {
        return method.isAnnotationPresent(Test.class);
    }
}
