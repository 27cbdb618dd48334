package dev.myriapod.it.remote;

import dev.myriapod.Myriapod;
import dev.myriapod.remote.ConnectOptions;
import dev.myriapod.shared.SharedQueue;

/** Answers the one question of a queue that it knows by its name. */
final class RemoteQueueProgram {
    private RemoteQueueProgram() {}

    public static void main(String[] args) throws Exception {
        try (Myriapod cluster =
                Myriapod.connect(args[0], ConnectOptions.defaults().withToken(Elsewhere.TOKEN))) {
            SharedQueue<String> questions = cluster.queue("questions");
            SharedQueue<String> answers = cluster.queue("answers");
            long pid = ProcessHandle.current().pid();
            System.out.println("answers as " + pid);
            answers.put(questions.take() + " " + pid);
        }
    }
}
