package dev.myriapod.client.shared;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.myriapod.client.ClientCluster;
import dev.myriapod.client.fake.FakeChannel;
import dev.myriapod.proto.v1.PermitsDone;
import dev.myriapod.proto.v1.PermitsGranted;
import dev.myriapod.proto.v1.PermitsHeld;
import dev.myriapod.proto.v1.SemaphoreReplies;
import dev.myriapod.proto.v1.SemaphoreReply;
import dev.myriapod.proto.v1.SemaphoreRequest;
import dev.myriapod.proto.v1.SemaphoreRequests;
import dev.myriapod.proto.v1.SharedHandle;
import dev.myriapod.proto.v1.SharedKind;
import dev.myriapod.shared.sync.SharedSemaphore;
import java.lang.ref.WeakReference;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Permits that come too late, and are given back behind their thread's back. */
@Timeout(60)
class LateGrantTest {
    private final FakeChannel channel = new FakeChannel();
    private final ClientCluster cluster = new ClientCluster(channel.connection(), () -> {});

    @AfterEach
    void close() {
        cluster.close();
    }

    private long said(Predicate<SemaphoreRequest> what) {
        while (true) {
            for (SemaphoreRequests batch : channel.said(SemaphoreRequests.class)) {
                for (SemaphoreRequest request : batch.getRequestsList()) {
                    if (what.test(request)) {
                        return request.getId();
                    }
                }
            }
            Thread.onSpinWait();
        }
    }

    private void answer(SemaphoreReply.Builder reply) {
        channel.answer(SemaphoreReplies.newBuilder().addReplies(reply).build());
    }

    private static PermitsHeld held(long version, int permits) {
        return PermitsHeld.newBuilder().setVersion(version).setPermits(permits).build();
    }

    /** One thread's grant crosses its interrupt, while another releases what it had; the undo comes last. */
    private WeakReference<SharedSemaphore> givesAllBack() throws Exception {
        SharedSemaphore semaphore = (SharedSemaphore) cluster.object(SharedHandle.newBuilder()
                .setKind(SharedKind.SHARED_KIND_SEMAPHORE)
                .setKey(1)
                .build());
        CompletableFuture<Thread> thread = new CompletableFuture<>();
        CompletableFuture<Void> acquired = CompletableFuture.runAsync(() -> {
            thread.complete(Thread.currentThread());
            assertThatThrownBy(semaphore::acquire).isInstanceOf(InterruptedException.class);
        });
        long acquire = said(SemaphoreRequest::hasAcquire);
        thread.get(30, TimeUnit.SECONDS).interrupt();
        acquired.get(30, TimeUnit.SECONDS);
        answer(SemaphoreReply.newBuilder()
                .setId(acquire)
                .setGranted(PermitsGranted.newBuilder().setPermits(1).setHeld(held(2, 2))));
        CompletableFuture<Void> released = CompletableFuture.runAsync(semaphore::release);
        long release = said(it -> it.hasRelease() && !it.getRelease().getUndo());
        answer(SemaphoreReply.newBuilder()
                .setId(release)
                .setDone(PermitsDone.newBuilder().setHeld(held(3, 1))));
        released.get(30, TimeUnit.SECONDS);
        answer(SemaphoreReply.newBuilder()
                .setId(said(it -> it.getRelease().getUndo()))
                .setDone(PermitsDone.newBuilder().setHeld(held(4, 0))));
        return new WeakReference<>(semaphore);
    }

    @Test
    void whatIsGivenBackIsNotHeld() throws Exception {
        WeakReference<SharedSemaphore> semaphore = givesAllBack();
        // A process that holds permits keeps the semaphore, and one that holds none lets go of it with its last handle.
        await().atMost(30, TimeUnit.SECONDS).until(() -> {
            System.gc();
            return semaphore.get() == null;
        });
    }
}
