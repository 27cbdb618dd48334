package dev.myriapod.benchmarks.run;

import dev.myriapod.benchmarks.catalogue.Entry;
import dev.myriapod.benchmarks.driver.Ours;
import dev.myriapod.benchmarks.report.Measured;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Plays workloads one after the other. Of each all sides are started first, and warm up in turn; then the rounds go one side after
 * the other, so that whatever the machine does meanwhile, it does to all.
 */
public final class Session {
    private final Pace pace;
    private final List<Peer> peers;

    /** A session with these peers beside us. */
    public Session(Pace pace, List<Peer> peers) {
        this.pace = pace;
        this.peers = List.copyOf(peers);
    }

    /** Plays one workload. */
    public Measured play(Entry entry) throws IOException, InterruptedException {
        List<Contender> contenders = new ArrayList<>();
        try {
            contenders.add(Contender.start(Measured.OURS, ours(entry.name())));
            if (entry.peers()) {
                for (Peer peer : peers) {
                    contenders.add(Contender.start(peer.name(), with(peer.command(), entry.name())));
                }
            }
            return play(entry.name(), contenders);
        } finally {
            for (Contender contender : contenders) {
                contender.end();
            }
        }
    }

    private Measured play(String workload, List<Contender> contenders) throws IOException {
        for (Contender contender : contenders) {
            say(workload, contender, "warms up");
            contender.warmUp(pace.warmUpSeconds());
        }
        Map<String, List<Map<String, Double>>> rounds = new LinkedHashMap<>();
        for (int round = 1; round <= pace.rounds(); round++) {
            for (Contender contender : contenders) {
                say(workload, contender, "round " + round + " of " + pace.rounds());
                rounds.computeIfAbsent(contender.name(), name -> new ArrayList<>())
                        .add(contender.round());
            }
        }
        return Measured.of(workload, rounds);
    }

    private static void say(String workload, Contender contender, String what) {
        System.err.println(workload + ": " + contender.name() + " " + what);
    }

    private List<String> ours(String workload) {
        List<String> java = new ArrayList<>();
        java.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        java.add("-cp");
        java.add(System.getProperty("java.class.path"));
        java.add(Ours.class.getName());
        return with(java, workload);
    }

    private List<String> with(List<String> command, String workload) {
        List<String> whole = new ArrayList<>(command);
        whole.add(workload);
        if (pace.tiny()) {
            whole.add("--tiny");
        }
        return whole;
    }
}
