package dev.myriapod.cli.status;

import dev.myriapod.proto.v1.AgentDescription;
import dev.myriapod.proto.v1.ClusterDescription;
import dev.myriapod.proto.v1.ObjectDescription;
import dev.myriapod.proto.v1.PoolDescription;
import dev.myriapod.proto.v1.SharedKind;
import dev.myriapod.proto.v1.TaskCounts;
import dev.myriapod.proto.v1.WorkerDescription;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.ToLongFunction;

/** A cluster as tables. */
final class ClusterReport {
    private static final Set<SharedKind> LOCKS =
            EnumSet.of(SharedKind.SHARED_KIND_LOCK, SharedKind.SHARED_KIND_READ_WRITE_LOCK);
    private static final String KIND_PREFIX = "SHARED_KIND_";

    private final ClusterDescription cluster;

    ClusterReport(ClusterDescription cluster) {
        this.cluster = cluster;
    }

    List<String> lines(String address) {
        List<String> lines = new ArrayList<>();
        lines.add("coordinator " + cluster.getVersion() + " at " + address + ": " + sum(PoolDescription::getPending)
                + " tasks wait, " + sum(PoolDescription::getAssigned) + " are with workers, "
                + sum(PoolDescription::getEnded) + " have ended");
        lines.addAll(hosts().lines());
        lines.addAll(pools().lines());
        lines.addAll(workers().lines());
        lines.addAll(children().lines());
        lines.addAll(queues().lines());
        lines.addAll(locks().lines());
        lines.addAll(others().lines());
        return lines;
    }

    private long sum(ToLongFunction<PoolDescription> count) {
        return cluster.getPoolsList().stream().mapToLong(count).sum();
    }

    private Table hosts() {
        Table table = new Table("HOSTS", "host", "pid", "slots", "processes", "state", "version");
        for (AgentDescription agent : cluster.getAgentsList()) {
            table.add(
                    agent.getHost(),
                    agent.getPid(),
                    agent.getSlots() == 0 ? "any" : agent.getSlots(),
                    agent.getProcesses(),
                    agent.getLeaving() ? "leaving" : "attached",
                    agent.getVersion());
        }
        return table;
    }

    private Table pools() {
        Table table = new Table(
                "POOLS",
                "pool",
                "size",
                "waiting",
                "assigned",
                "returned",
                "failed",
                "timed out",
                "cancelled",
                "crashed");
        for (PoolDescription pool : cluster.getPoolsList()) {
            TaskCounts counts = pool.getCounts();
            table.add(
                    pool.getName(),
                    pool.getSize(),
                    pool.getPending(),
                    pool.getAssigned(),
                    counts.getReturned(),
                    counts.getFailed(),
                    counts.getTimedOut(),
                    counts.getCancelled(),
                    counts.getCrashed());
        }
        return table;
    }

    private Table workers() {
        Table table = new Table("WORKERS", "pool", "worker", "pid", "host", "state", "at", "for", "holds", "memory");
        for (PoolDescription pool : cluster.getPoolsList()) {
            for (WorkerDescription worker : pool.getWorkersList()) {
                table.add(
                        pool.getName(),
                        worker.getName(),
                        worker.getPid() == 0 ? "" : worker.getPid(),
                        worker.getHost(),
                        worker.getState().toLowerCase(Locale.ROOT),
                        worker.getTask(),
                        worker.getTask().isEmpty() ? "" : Quantity.duration(worker.getTaskNanos()),
                        worker.getTasks(),
                        Quantity.memory(worker.getResident()));
            }
        }
        return table;
    }

    private Table children() {
        Table table = new Table("CHILD PROCESSES", "name", "pid");
        cluster.getChildrenList().forEach(child -> table.add(child.getName(), child.getPid()));
        return table;
    }

    private Table queues() {
        Table table = new Table("QUEUES", "queue", "length", "waiters", "unconfirmed", "attached");
        cluster.getObjectsList().stream()
                .filter(object -> object.getKind() == SharedKind.SHARED_KIND_QUEUE)
                .forEach(queue -> table.add(
                        title(queue),
                        queue.getLength(),
                        queue.getWaiters(),
                        queue.getUnconfirmed(),
                        queue.getAttachmentsCount()));
        return table;
    }

    private Table locks() {
        Table table = new Table("LOCKS", "lock", "owner", "waiters", "attached");
        cluster.getObjectsList().stream()
                .filter(object -> LOCKS.contains(object.getKind()))
                .forEach(
                        lock -> table.add(title(lock), lock.getOwner(), lock.getWaiters(), lock.getAttachmentsCount()));
        return table;
    }

    private Table others() {
        Table table = new Table("OTHER OBJECTS", "kind", "object", "length", "waiters", "attached");
        cluster.getObjectsList().stream()
                .filter(object -> object.getKind() != SharedKind.SHARED_KIND_QUEUE && !LOCKS.contains(object.getKind()))
                .forEach(object -> table.add(
                        kind(object),
                        title(object),
                        object.getLength(),
                        object.getWaiters(),
                        object.getAttachmentsCount()));
        return table;
    }

    private static String title(ObjectDescription object) {
        return object.getName().isEmpty() ? "#" + Long.toHexString(object.getKey()) : object.getName();
    }

    private static String kind(ObjectDescription object) {
        String name = object.getKind().name();
        return name.startsWith(KIND_PREFIX)
                ? name.substring(KIND_PREFIX.length()).toLowerCase(Locale.ROOT).replace('_', '-')
                : name;
    }
}
