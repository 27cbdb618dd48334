package dev.myriapod.testcontainers;

import com.github.dockerjava.api.exception.DockerException;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.testcontainers.containers.Container.ExecResult;
import org.testcontainers.containers.ContainerLaunchException;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.AbstractWaitStrategy;

/**
 * Waits until {@code myriapod health} inside the container says so. It is asked at once and again and again, where the image's
 * own check begins only after some seconds; and a container that has ended is not waited for. The exception has the
 * container's log, because Testcontainers removes the container.
 */
final class Healthy extends AbstractWaitStrategy {
    /** Longer: a later start is seen later. Shorter: the checks, each a JVM, slow the start down. */
    private static final long PAUSE_MILLIS = 250;

    private final GenericContainer<?> container;

    Healthy(GenericContainer<?> container) {
        this.container = container;
    }

    @Override
    protected void waitUntilReady() {
        long deadline = System.nanoTime() + startupTimeout.toNanos();
        String answer = "it was not asked";
        try {
            while (System.nanoTime() - deadline < 0) {
                if (!container.isRunning()) {
                    throw new ContainerLaunchException(
                            "The container has ended before it was healthy.\n" + Node.log(container));
                }
                answer = ask();
                if (answer.isEmpty()) {
                    return;
                }
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            }
        } catch (IOException e) {
            throw new ContainerLaunchException("The container's health cannot be asked for.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ContainerLaunchException("Interrupted while the container was starting.", e);
        }
        throw new ContainerLaunchException("The container was not healthy within " + startupTimeout.toSeconds()
                + " s. Asked for its health, it last said: " + answer + "\n" + Node.log(container));
    }

    /** Returns what speaks against it; empty if it is healthy. */
    private String ask() throws IOException, InterruptedException {
        try {
            ExecResult result = container.execInContainer("myriapod", "health");
            return result.getExitCode() == 0
                    ? ""
                    : (result.getStdout() + result.getStderr()).strip() + " (exit code " + result.getExitCode() + ")";
        } catch (DockerException | IllegalStateException e) {
            // It may be ending just now, which the next round sees.
            return e.toString();
        }
    }
}
