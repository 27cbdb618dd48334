package dev.myriapod.progress;

/** Shows nothing. */
final class SilentProgress implements Progress {
    @Override
    public void started(long total) {}

    @Override
    public void advanced(long ended, long failed) {}

    @Override
    public void finished() {}
}
