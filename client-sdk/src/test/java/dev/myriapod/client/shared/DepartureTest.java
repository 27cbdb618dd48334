package dev.myriapod.client.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.myriapod.client.ClientCluster;
import dev.myriapod.client.fake.FakeChannel;
import dev.myriapod.client.luggage.Luggage;
import dev.myriapod.failure.PayloadException;
import dev.myriapod.payload.ValueCodec;
import dev.myriapod.proto.v1.PipeLent;
import dev.myriapod.proto.v1.PipeReplies;
import dev.myriapod.proto.v1.PipeReply;
import dev.myriapod.proto.v1.PipeRequest;
import dev.myriapod.proto.v1.PipeRequests;
import dev.myriapod.proto.v1.SharedHandle;
import dev.myriapod.proto.v1.SharedKind;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What becomes of a handle that was to travel in a payload. */
@Timeout(60)
class DepartureTest {
    private static final ValueCodec VALUES = ValueCodec.of(DepartureTest.class.getClassLoader());

    private final FakeChannel channel = new FakeChannel();
    private final ClientCluster cluster = new ClientCluster(channel.connection(), () -> {});
    private long tickets;

    @AfterEach
    void close() {
        cluster.close();
    }

    private Object arrived(SharedKind kind, String part) {
        return cluster.object(
                SharedHandle.newBuilder().setKind(kind).setKey(1).setPart(part).build());
    }

    /** Every end that is to travel gets a ticket. */
    private Object end() {
        channel.whenSaid(said -> ((PipeRequests) said)
                .getRequestsList().stream()
                        .filter(PipeRequest::hasLend)
                        .forEach(lend -> channel.answer(PipeReplies.newBuilder()
                                .addReplies(PipeReply.newBuilder()
                                        .setId(lend.getId())
                                        .setLent(PipeLent.newBuilder().setTicket(++tickets)))
                                .build())));
        return arrived(SharedKind.SHARED_KIND_PIPE, "both ways/1/0");
    }

    private List<Long> voidTickets() {
        return channel.said(PipeRequests.class).stream()
                .flatMap(batch -> batch.getRequestsList().stream())
                .filter(PipeRequest::hasVoidTicket)
                .map(request -> request.getVoidTicket().getTicket())
                .toList();
    }

    @Test
    void aTicketEndsWithAPayloadThatCannotBe() {
        Object end = end();
        assertThatThrownBy(() -> VALUES.encode(List.of(end, new Object()), "the element"))
                .isInstanceOf(PayloadException.class);
        assertThat(tickets).isEqualTo(1);
        assertThat(voidTickets()).containsExactly(1L);
    }

    @Test
    void aTicketEndsWithAnAttemptToEncode() {
        List<Object> inItself = new ArrayList<>();
        inItself.add(end());
        inItself.add(inItself);
        assertThat(VALUES.encode(inItself, "the element").size()).isPositive();
        assertThat(tickets).isEqualTo(2);
        assertThat(voidTickets()).containsExactly(1L);
    }

    @Test
    void aTicketLastsAsLongAsTheTaskThatTookItAlong() {
        Object end = end();
        Luggage luggage = Luggage.pack();
        try (luggage) {
            assertThat(VALUES.encode(List.of(end), "the argument").size()).isPositive();
        }
        assertThat(voidTickets()).isEmpty();
        luggage.release();
        assertThat(voidTickets()).containsExactly(1L);
    }

    private WeakReference<Object> isNotSent() {
        Object event = arrived(SharedKind.SHARED_KIND_EVENT, "");
        assertThatThrownBy(() -> VALUES.encode(List.of(event, new Object()), "the element"))
                .isInstanceOf(PayloadException.class);
        return new WeakReference<>(event);
    }

    @Test
    void whatWasNotSentIsNotKept() {
        WeakReference<Object> event = isNotSent();
        await().atMost(30, TimeUnit.SECONDS).until(() -> {
            System.gc();
            return event.get() == null;
        });
    }
}
