package dev.myriapod.agent;

import java.nio.file.Path;

/** A JVM with an agent that has one process, whose id it prints. */
final class AgentHost {
    private AgentHost() {}

    @SuppressWarnings("resource") // Killed before it could close it: that is its purpose.
    public static void main(String[] arguments) throws InterruptedException {
        TestAgent agent = new TestAgent(Path.of(arguments[0]));
        agent.start("wait");
        long pid = agent.awaitStarted();
        agent.awaitLine("ready");
        System.out.println(pid);
        Thread.sleep(TestAgent.LONG.toMillis());
    }
}
