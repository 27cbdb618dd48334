package dev.myriapod.coordinator.listener;

import static org.assertj.core.api.Assertions.assertThat;

import dev.myriapod.coordinator.door.DoorRules;
import dev.myriapod.coordinator.loop.CoordinatorLoop;
import dev.myriapod.coordinator.network.NetworkOptions;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class DoormanTest {
    @Test
    void acceptingRestsForASecondWhenItFails() {
        try (CoordinatorLoop loop = new CoordinatorLoop()) {
            Door door = new Door(loop, DoorRules.withRoomFor(1), NetworkOptions.at(Guests.anyPort()));
            EmbeddedChannel socket = new EmbeddedChannel(new Doorman(loop, door));
            socket.freezeTime();
            socket.pipeline().fireExceptionCaught(new IOException("Too many open files"));
            assertThat(socket.config().isAutoRead()).isFalse();
            socket.advanceTimeBy(999, TimeUnit.MILLISECONDS);
            socket.runScheduledPendingTasks();
            assertThat(socket.config().isAutoRead()).isFalse();
            socket.advanceTimeBy(1, TimeUnit.MILLISECONDS);
            socket.runScheduledPendingTasks();
            assertThat(socket.config().isAutoRead()).isTrue();
            // It was dealt with here; otherwise Netty would log it with its stack trace each time.
            socket.checkException();
            socket.finishAndReleaseAll();
        }
    }
}
