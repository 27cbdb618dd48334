package dev.myriapod.it.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.myriapod.Myriapod;
import dev.myriapod.ProcessPool;
import dev.myriapod.TaskFuture;
import dev.myriapod.failure.PayloadException;
import dev.myriapod.failure.TaskTimeoutException;
import dev.myriapod.failure.WorkerCrashedException;
import dev.myriapod.it.house.CleanHouse;
import dev.myriapod.shared.ObjectGoneException;
import dev.myriapod.shared.ObjectMismatchException;
import dev.myriapod.shared.object.ObjectOptions;
import dev.myriapod.shared.object.SharedObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Objects that live in a process of their own. */
@Tag("long")
@ExtendWith(CleanHouse.class)
@Timeout(120)
class SharedObjectTest {
    @RegisterExtension
    final HostedCluster hosted = new HostedCluster();

    private Myriapod cluster() {
        return hosted.cluster();
    }

    private static void awaitDead(long pid) {
        await("the object's process has ended")
                .atMost(Duration.ofSeconds(60))
                .until(() -> ProcessHandle.of(pid).isEmpty());
    }

    @Test
    void callsOfSeveralProcessesAreMadeOneAfterTheOther() throws Exception {
        SharedObject<Account> shared = cluster().object(Account.class, Bank::rich);
        Account account = shared.proxy();
        try (ProcessPool pool = cluster().pool(2)) {
            List<TaskFuture<Integer>> tasks = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                tasks.add(pool.submit(Bank::addOften, account, 50));
            }
            for (TaskFuture<Integer> task : tasks) {
                task.get(60, TimeUnit.SECONDS);
            }
            assertThat(account.balance()).isEqualTo(1200);
            assertThat(pool.submit(Bank::back, account).get(60, TimeUnit.SECONDS))
                    .as("the proxy that came back")
                    .isSameAs(account);
        }
        long pid = account.pid();
        assertThat(pid).isNotEqualTo(ProcessHandle.current().pid());
        shared.detach();
        awaitDead(pid);
        assertThatThrownBy(account::balance).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aMethodWithAFutureDoesNotWait() throws Exception {
        SharedObject<Account> shared = cluster().object(Account.class, Bank::poor);
        Account account = shared.proxy();
        List<CompletableFuture<Long>> all = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            all.add(account.addLater(1).toCompletableFuture());
        }
        for (int i = 0; i < 10; i++) {
            assertThat(all.get(i).get(60, TimeUnit.SECONDS)).isEqualTo(i + 1);
        }
        CompletableFuture<Void> halted = account.haltLater();
        assertThatThrownBy(() -> halted.get(60, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(WorkerCrashedException.class);
        shared.delete();
    }

    @Test
    void whatTheObjectThrowsIsThrown() {
        SharedObject<Account> shared = cluster().object(Account.class, Bank::poor);
        Account account = shared.proxy();
        assertThatThrownBy(() -> account.refuse("because"))
                .isInstanceOf(Account.RefusedException.class)
                .hasMessage("because")
                .satisfies(thrown -> assertThat(thrown.getStackTrace())
                        .anyMatch(frame -> frame.getClassName().equals(Bank.class.getName()))
                        .anyMatch(frame -> frame.getClassName().equals(SharedObjectTest.class.getName())));
        assertThatThrownBy(account::thread).isInstanceOf(PayloadException.class);
        assertThatThrownBy(() -> account.take(new Object())).isInstanceOf(PayloadException.class);
        account.add(5);
        assertThat(account.balance()).isEqualTo(5);
        assertThat(account.repeat(new byte[1 << 20], 3)).hasSize(3 << 20);
        shared.delete();
    }

    @Test
    void itsDeathFailsItsCalls() {
        SharedObject<Account> shared = cluster().object("bank", Account.class, Bank::rich);
        Account account = shared.proxy();
        assertThatThrownBy(account::halt)
                .isInstanceOfSatisfying(
                        WorkerCrashedException.class,
                        crash -> assertThat(crash.getMessage()).contains("exit code 7"));
        assertThatThrownBy(account::balance).isInstanceOf(WorkerCrashedException.class);
        shared.delete();
        assertThatThrownBy(account::balance).isInstanceOf(ObjectGoneException.class);
    }

    @Test
    void oneThatIsRecreatedBeginsAnew() {
        SharedObject<Account> shared = cluster()
                .object(Account.class, Bank::rich, ObjectOptions.defaults().withRecreate(true));
        Account account = shared.proxy();
        account.add(1);
        long pid = account.pid();
        assertThatThrownBy(account::halt).isInstanceOf(WorkerCrashedException.class);
        assertThat(account.balance()).isEqualTo(1000);
        assertThat(account.pid()).isNotEqualTo(pid);
        shared.delete();
    }

    @Test
    void whatTheFactoryThrowsIsThrownByEachCall() {
        SharedObject<Account> shared = cluster().object(Account.class, Bank::bankrupt);
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> shared.proxy().balance())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("no money");
        }
        shared.delete();
    }

    @Test
    void aCallThatTakesTooLongFails() {
        SharedObject<Account> shared = cluster()
                .object(Account.class, Bank::rich, ObjectOptions.defaults().withCallTimeout(Duration.ofSeconds(20)));
        assertThat(shared.proxy().balance()).isEqualTo(1000);
        SharedObject<Account> hasty = cluster()
                .object(
                        "hasty",
                        Account.class,
                        Bank::rich,
                        ObjectOptions.defaults().withCallTimeout(Duration.ofMillis(50)));
        assertThatThrownBy(() -> hasty.proxy().hang()).isInstanceOf(TaskTimeoutException.class);
        shared.delete();
        hasty.delete();
    }

    @Test
    void anInterruptEndsAWaitWhereTheMethodSaysSo() throws Exception {
        SharedObject<Account> shared = cluster().object("hangs", Account.class, Bank::rich);
        Other<Void> other = new Other<>(() -> {
            shared.proxy().hang();
            return null;
        });
        hosted.awaitThat("hangs", object -> object.waiters() == 1);
        other.interrupt();
        assertThatThrownBy(other::get).isInstanceOf(InterruptedException.class);
        shared.delete();
    }

    @Test
    void deleteEndsItsProcessWhateverItDoes() {
        SharedObject<Account> shared = cluster().object("deleted", Account.class, Bank::rich);
        long pid = shared.proxy().pid();
        Other<Void> other = new Other<>(() -> {
            shared.proxy().hang();
            return null;
        });
        hosted.awaitThat("deleted", object -> object.waiters() == 1);
        shared.delete();
        assertThatThrownBy(other::get).isInstanceOf(ObjectGoneException.class);
        awaitDead(pid);
    }

    @Test
    void aNameIsOneObjectAndAProxyIsItself() {
        SharedObject<Account> shared = cluster().object("a", Account.class, Bank::rich);
        Account account = shared.proxy();
        assertThat(cluster().object("a", Account.class, Bank::poor)).isSameAs(shared);
        Object same = account;
        Object handle = shared;
        assertThat(account.equals(same)).isTrue();
        assertThat(account.equals(handle)).isFalse();
        assertThat(account.hashCode()).isEqualTo(System.identityHashCode(account));
        assertThat(account).hasToString("Account[a]");
        assertThatThrownBy(() -> cluster().object("a", Comparable.class, () -> 1))
                .isInstanceOf(ObjectMismatchException.class);
        assertThatThrownBy(() -> cluster().object(Bank.class, () -> null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no interface");
        Thread cannotTravel = Thread.currentThread();
        assertThatThrownBy(() -> cluster().object(Comparable.class, () -> cannotTravel.getName()))
                .isInstanceOf(PayloadException.class);
        assertThat(account.balance()).isEqualTo(1000);
        shared.delete();
    }
}
