package dev.myriapod.it.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.myriapod.ProcessPool;
import dev.myriapod.TaskFuture;
import dev.myriapod.it.house.CleanHouse;
import dev.myriapod.shared.Lease;
import dev.myriapod.shared.SharedObjectInfo;
import dev.myriapod.shared.SharedQueue;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How long a process stays attached if nobody says anything. */
@ExtendWith(CleanHouse.class)
@Timeout(120)
class HandleLifeTest {
    /** A thousand of them are much more than a few megabytes. */
    private static final int ELEMENT = 30_000;

    private static final long FEW_MEGABYTES = 5_000_000;

    @RegisterExtension
    final HostedCluster hosted = new HostedCluster();

    /** The kinds that are still hosted when what can be collected has been, beside the one that is asked for to find out. */
    private List<String> kinds() {
        System.gc();
        hosted.cluster().queue("probe");
        return hosted.cluster().sharedObjects().stream()
                .filter(object -> object.name().isEmpty())
                .map(SharedObjectInfo::kind)
                .toList();
    }

    private static long used() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    private void awaitKinds(String... kinds) {
        await().atMost(Duration.ofSeconds(60)).until(() -> kinds().equals(List.of(kinds)));
    }

    @Test
    void aThousandObjectsThatNobodyHasAHandleOfAreGone() {
        hosted.cluster().<String>queue().add("The first pays for what is loaded.");
        awaitKinds();
        long before = used();
        for (int i = 0; i < 1000; i++) {
            assertThat(hosted.cluster().<String>queue().offer("x".repeat(ELEMENT)))
                    .isTrue();
        }
        awaitKinds();
        // Client and coordinator are both in here.
        await("memory returns").atMost(Duration.ofSeconds(60)).until(() -> used() - before < FEW_MEGABYTES);
        hosted.cluster().queue("probe").delete();
    }

    private Lease<String> lease() throws InterruptedException {
        SharedQueue<String> queue = hosted.cluster().queue();
        queue.put("element");
        return queue.takeLeased();
    }

    @Test
    void whatIsHeldStays() throws Exception {
        Lease<String> lease = lease();
        lockAndForget();
        for (int i = 0; i < 5; i++) {
            assertThat(kinds()).containsExactly("queue");
            assertThat(hosted.cluster().lock("held").isHeldByCurrentThread()).isTrue();
        }
        lease.ack();
        // It refers to its queue.
        lease = null;
        awaitKinds();
        hosted.cluster().lock("held").unlock();
        hosted.cluster().lock("held").delete();
        hosted.cluster().queue("probe").delete();
    }

    @SuppressWarnings("LockNotBeforeTry") // It is released later, by another handle.
    private void lockAndForget() {
        hosted.cluster().lock("held").lock();
    }

    private WeakReference<?> sendAway(SharedQueue<SharedQueue<String>> box) throws Exception {
        SharedQueue<String> inner = hosted.cluster().queue();
        box.put(inner);
        return new WeakReference<>(inner);
    }

    @Test
    void whatAnotherProcessHasDeletedIsNotKept() throws Exception {
        SharedQueue<SharedQueue<String>> box = hosted.cluster().queue();
        WeakReference<?> inner = sendAway(box);
        try (ProcessPool pool = hosted.cluster().pool(1)) {
            TaskFuture<Boolean> deleted = pool.submit(() -> {
                box.take().delete();
                return true;
            });
            assertThat(deleted.get()).isTrue();
        }
        await().atMost(Duration.ofSeconds(60)).until(() -> {
            System.gc();
            return inner.get() == null;
        });
        box.delete();
    }

    @Test
    void whatWasSentAwayStays() throws Exception {
        SharedQueue<SharedQueue<String>> box = hosted.cluster().queue();
        SharedQueue<String> inner = hosted.cluster().queue();
        inner.put("element");
        box.put(inner);
        inner = null;
        for (int i = 0; i < 5; i++) {
            assertThat(kinds()).containsExactly("queue", "queue");
        }
        SharedQueue<String> again = box.take();
        assertThat(again.take()).isEqualTo("element");
        again.detach();
        box.detach();
        hosted.cluster().queue("probe").delete();
    }
}
