package dev.myriapod.client.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.myriapod.client.fake.FakeCoordinator;
import dev.myriapod.proto.v1.PoolCommand;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ResizeAndPauseTest {
    private final FakeCoordinator coordinator = FakeCoordinator.manual();
    private final ClientPool pool = coordinator.pool();

    @AfterEach
    void noViolations() {
        assertThat(coordinator.violations).isEmpty();
        coordinator.close();
    }

    private List<PoolCommand> sent(PoolCommand.CommandCase kind) {
        return coordinator.commands.stream()
                .filter(command -> command.getCommandCase() == kind)
                .toList();
    }

    @Test
    void theNewSizeIsToldAndSaid() {
        pool.resize(5);
        assertThat(pool.size()).isEqualTo(5);
        assertThat(pool.with(pool.taskOptions()).size()).isEqualTo(5);
        assertThat(sent(PoolCommand.CommandCase.RESIZE))
                .extracting(command -> command.getResize().getSize())
                .containsExactly(5);
        assertThatIllegalArgumentException().isThrownBy(() -> pool.resize(0));
        assertThat(pool.size()).isEqualTo(5);
    }

    @Test
    void aPauseIsToldOnceAndSoIsItsEnd() {
        assertThat(pool.isPaused()).isFalse();
        pool.resume();
        pool.pause();
        pool.pause();
        assertThat(pool.isPaused()).isTrue();
        pool.resume();
        assertThat(pool.isPaused()).isFalse();
        assertThat(sent(PoolCommand.CommandCase.PAUSE))
                .extracting(command -> command.getPause().getPaused())
                .containsExactly(true, false);
    }

    @Test
    void aPoolThatWasShutDownIsNotPaused() {
        pool.pause();
        pool.shutdown();
        assertThat(pool.isPaused()).isFalse();
        pool.pause();
        assertThat(pool.isPaused()).isFalse();
        assertThat(sent(PoolCommand.CommandCase.PAUSE)).hasSize(1);
    }
}
