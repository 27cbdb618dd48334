package dev.myriapod.client.process;

import dev.myriapod.client.readiness.Observable;
import dev.myriapod.client.readiness.Observation;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Those who are to be told of a process's end, each once. Whoever stops observing is forgotten, so that a process that is
 * observed again and again does not remember each time. Thread-safe.
 */
final class ExitObservers {
    private final CompletableFuture<?> exit;
    private final Set<Observer> observers = ConcurrentHashMap.newKeySet();

    /** By identity: the same report may be wanted twice. */
    private static final class Observer {
        private final Observable.Report report;

        Observer(Observable.Report report) {
            this.report = report;
        }
    }

    ExitObservers(CompletableFuture<?> exit) {
        this.exit = exit;
        CompletableFuture<?> unused =
                exit.whenComplete((code, lost) -> List.copyOf(observers).forEach(each -> tell(each, true)));
    }

    Observation observe(boolean stay, Observable.Report report) {
        if (!stay) {
            report.seen(exit.isDone());
            return () -> {};
        }
        Observer observer = new Observer(report);
        observers.add(observer);
        // It may have ended before the observer was there.
        if (exit.isDone()) {
            tell(observer, true);
        }
        return () -> tell(observer, false);
    }

    private void tell(Observer observer, boolean ended) {
        if (observers.remove(observer)) {
            observer.report.seen(ended);
        }
    }
}
