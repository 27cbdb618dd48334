package dev.myriapod.failure;

/**
 * The user's function threw an exception that cannot be rebuilt here, for instance because its class is missing on this
 * side, or because it takes more than 1 MiB as an object. Message and {@link #remoteStackTrace()} are those of the original;
 * frames that this exception has itself are remote ones or those of the submit.
 */
public class RemoteException extends MyriapodException {
    private static final long serialVersionUID = 1L;

    private final String className;
    private final String remoteStackTrace;

    /** Made by the SDK. */
    public RemoteException(String message, TaskRun run, String className, String remoteStackTrace) {
        super(message, run, null);
        this.className = className;
        this.remoteStackTrace = remoteStackTrace;
    }

    /** The class of the original exception. */
    public String className() {
        return className;
    }

    /** The stack trace of the original, as it would have been printed where it was thrown. */
    public String remoteStackTrace() {
        return remoteStackTrace;
    }
}
