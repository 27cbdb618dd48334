package dev.myriapod.testcontainers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.testcontainers.containers.ContainerLaunchException;

/** A cluster that could not start has not started, whether there is no such image or no engine at all. */
@Timeout(120)
class ClusterStartTest {
    @Test
    void aStartThatFailedCanBeTriedAgain() {
        MyriapodCluster cluster =
                new MyriapodCluster("myriapod:that-nobody-has-built").withImagePullPolicy(image -> false);

        for (int attempt = 1; attempt <= 2; attempt++) {
            assertThatThrownBy(cluster::start)
                    .as("attempt %d", attempt)
                    .isInstanceOf(ContainerLaunchException.class)
                    .hasMessageContaining("The cluster could not be started")
                    .hasMessageContaining("coordinator");
            assertThat(cluster.workers()).isZero();
            assertThatExceptionOfType(IllegalStateException.class)
                    .isThrownBy(cluster::coordinator)
                    .withMessageContaining("call start() first");
        }
        cluster.stop();
    }
}
