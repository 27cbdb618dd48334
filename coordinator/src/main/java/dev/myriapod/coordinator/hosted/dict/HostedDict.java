package dev.myriapod.coordinator.hosted.dict;

import dev.myriapod.coordinator.hosted.Caller;
import dev.myriapod.coordinator.hosted.Facts;
import dev.myriapod.coordinator.hosted.ImmediateObject;

/*
 * A version is given to each content that comes, and never to another. So a version that is still there says that nobody has
 * changed what the key has, not even by removing it and putting the same again.
 */
/** A dict: keys and contents in the order in which the keys came. */
public final class HostedDict extends ImmediateObject<DictEvent, DictResult> {
    private final Rows rows = new Rows();

    /** An empty one. */
    public HostedDict() {}

    @Override
    protected void handle(DictEvent event) {
        if (event instanceof DictEvent.Get get) {
            answer(get.caller(), new DictResult.Found(rows.slots(get.keys(), get.quiet())));
        } else if (event instanceof DictEvent.Change change) {
            answer(change.caller(), change(change));
        } else if (event instanceof DictEvent.PutAll put) {
            for (int i = 0; i < put.keys().size(); i++) {
                rows.change(put.keys().get(i), put.contents().get(i));
            }
            answer(put.caller(), new DictResult.Done());
        } else if (event instanceof DictEvent.Show show) {
            Caller reader = new Caller(show.caller().attachment(), show.frozen());
            answer(
                    show.caller(),
                    show.frozen() == 0
                            ? rows.page(show.after(), show.quiet())
                            : rows.page(reader, show.after(), show.quiet()));
        } else if (event instanceof DictEvent.Clear clear) {
            rows.clear();
            answer(clear.caller(), new DictResult.Done());
        } else if (event instanceof DictEvent.Measure measure) {
            answer(measure.caller(), new DictResult.Measured(rows.length()));
        }
    }

    private DictResult.Changed change(DictEvent.Change change) {
        Slot before = rows.slot(change.key().canonical());
        boolean done = change.condition().isMetBy(before);
        if (done) {
            rows.change(change.key(), change.content());
        }
        return new DictResult.Changed(done, before.told(change.quiet()));
    }

    @Override
    public void detach(long attachment, long now) {
        rows.forget(attachment);
    }

    @Override
    public Facts facts() {
        return length(rows.length());
    }
}
