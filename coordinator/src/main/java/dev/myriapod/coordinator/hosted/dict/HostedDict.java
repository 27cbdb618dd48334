package dev.myriapod.coordinator.hosted.dict;

import dev.myriapod.coordinator.hosted.Caller;
import dev.myriapod.coordinator.hosted.Facts;
import dev.myriapod.coordinator.hosted.ImmediateObject;
import org.jspecify.annotations.Nullable;

/*
 * A version is given to each content that comes, and never to another. So a version that is still there says that nobody has
 * changed what the key has, not even by removing it and putting the same again.
 */
/** A dict: keys and contents in the order in which the keys came. */
public final class HostedDict extends ImmediateObject<DictEvent, DictResult> {
    private final Rows rows = new Rows();
    private final Listeners listeners = new Listeners(this::answer);

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
                change(put.keys().get(i), put.contents().get(i));
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
            if (rows.length() > 0) {
                rows.clear();
                listeners.happened(Happening.CLEARED);
            }
            answer(clear.caller(), new DictResult.Done());
        } else if (event instanceof DictEvent.Measure measure) {
            answer(measure.caller(), new DictResult.Measured(rows.length()));
        } else if (event instanceof DictEvent.Listen listen) {
            listeners.listen(listen);
        } else if (event instanceof DictEvent.EndListening end) {
            listeners.end(end.caller(), end.listener());
            answer(end.caller(), new DictResult.Done());
        }
    }

    private DictResult.Changed change(DictEvent.Change change) {
        Slot before = rows.slot(change.key().canonical());
        boolean done = change.condition().isMetBy(before);
        if (done) {
            change(change.key(), change.content());
        }
        return new DictResult.Changed(done, before.told(change.quiet()));
    }

    private void change(Key key, @Nullable Content content) {
        Row before = rows.row(key);
        rows.change(key, content);
        if (listeners.isEmpty()) {
            return;
        }
        if (before == null && content != null) {
            listeners.happened(new Happening(Happening.Kind.ADDED, key, content));
        } else if (before != null) {
            listeners.happened(
                    content == null
                            ? new Happening(
                                    Happening.Kind.REMOVED,
                                    before.key(),
                                    before.slot().content())
                            : new Happening(Happening.Kind.UPDATED, before.key(), content));
        }
    }

    /** Of those who want to know what happens; nothing else is parked. */
    @Override
    public void cancel(Caller caller, long now) {
        listeners.cancel(caller);
    }

    @Override
    public void detach(long attachment, long now) {
        rows.forget(attachment);
        listeners.forget(attachment);
    }

    @Override
    public Facts facts() {
        return new Facts(listeners.waiting(), rows.length(), 0, 0, 0);
    }
}
