package dev.myriapod.coordinator.hosted.queue;

import dev.myriapod.coordinator.hosted.Caller;
import dev.myriapod.coordinator.hosted.Reply;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/*
 * Credit is room that is kept free. So what is appended by it always finds room, and never waits: what acknowledges it depends
 * on nothing that any process does. Numbers only grow, and streams keep their order; so an acknowledgement, a grant and the end
 * of a credit may cross what is being appended, and both sides still know how much is left.
 */
/** How much each process may append without asking. */
final class Credits {
    /** The most bytes that a process may have under way. */
    private static final long MOST_BYTES = 256 << 10;

    /** Where there is less room, each put asks for it. */
    private static final long LEAST_BYTES = 1024;

    private final Map<Long, Account> accounts = new LinkedHashMap<>();
    private final List<Account> changed = new ArrayList<>();
    private final long mostItems;
    private long items;
    private long bytes;

    /** {@code mostItems} is how many a process may have under way. */
    Credits(long mostItems) {
        this.mostItems = mostItems;
    }

    private static final class Account {
        final long attachment;
        long items;
        long bytes;
        long appended;
        long appendedBytes;
        /** It is asked to return what it has, and has not yet. */
        boolean over;

        boolean toBeAsked;
        boolean changed;

        Account(long attachment) {
            this.attachment = attachment;
        }

        long itemsLeft() {
            return items - appended;
        }

        long bytesLeft() {
            return bytes - appendedBytes;
        }

        /** Whoever is asked has none from then on, although what it has sent before still counts. */
        QueueResult told() {
            return new QueueResult.Credit(appended, over ? appended : items, over ? appendedBytes : bytes, toBeAsked);
        }
    }

    /** Bytes that are kept free. */
    long bytes() {
        return bytes;
    }

    /** Items that may come. */
    long items() {
        return items;
    }

    /** Nobody can append anything. */
    boolean isNone() {
        return items == 0;
    }

    /** Lets it append more, if it has used up half of what it may have, and there is room. */
    void grant(long attachment, long freeItems, long freeBytes) {
        Account account = accounts.computeIfAbsent(attachment, Account::new);
        // Half of the room: the others want some, too, and what is left comes with the next grant.
        long mayHaveItems = Math.min(mostItems, freeItems / 2);
        long mayHaveBytes = Math.min(MOST_BYTES, freeBytes / 2);
        boolean half = account.itemsLeft() <= mayHaveItems / 2 || account.bytesLeft() <= mayHaveBytes / 2;
        if (account.over || !half || mayHaveItems <= 0 || mayHaveBytes < LEAST_BYTES) {
            return;
        }
        long moreItems = Math.max(0, mayHaveItems - account.itemsLeft());
        long moreBytes = Math.max(0, mayHaveBytes - account.bytesLeft());
        account.items += moreItems;
        account.bytes += moreBytes;
        items += moreItems;
        bytes += moreBytes;
        change(account);
    }

    /**
     * It has appended something.
     *
     * @throws IllegalArgumentException if it had not so much credit
     */
    void used(long attachment, long usedItems, long usedBytes) {
        Account account = accounts.get(attachment);
        if (account == null || usedItems > account.itemsLeft() || usedBytes > account.bytesLeft()) {
            throw new IllegalArgumentException(
                    "More was appended to a queue than there was credit for: the client does not"
                            + " keep to the protocol. If both sides are of one version, this is a defect: please report it.");
        }
        account.appended += usedItems;
        account.appendedBytes += usedBytes;
        items -= usedItems;
        bytes -= usedBytes;
        if (account.itemsLeft() == 0) {
            // Bytes without items are of no use to it, and it would never be asked for them.
            forfeit(account);
        }
        change(account);
    }

    /** All who have some are asked to use it no more. */
    void callIn() {
        for (Account account : accounts.values()) {
            if (!account.over && account.itemsLeft() > 0) {
                account.over = true;
                account.toBeAsked = true;
                change(account);
            }
        }
    }

    /** It has no credit any more. */
    void returned(long attachment) {
        Account account = accounts.get(attachment);
        if (account != null) {
            account.over = false;
            forfeit(account);
        }
    }

    /** It is gone. */
    void remove(long attachment) {
        Account account = accounts.remove(attachment);
        if (account != null) {
            forfeit(account);
            changed.remove(account);
        }
    }

    private void forfeit(Account account) {
        items -= account.itemsLeft();
        bytes -= account.bytesLeft();
        account.items = account.appended;
        account.bytes = account.appendedBytes;
    }

    private void change(Account account) {
        if (!account.changed) {
            account.changed = true;
            changed.add(account);
        }
    }

    /** What is to be said to those whose credit has changed. */
    List<Reply<QueueResult>> takeReplies() {
        if (changed.isEmpty()) {
            return List.of();
        }
        List<Reply<QueueResult>> replies = new ArrayList<>(changed.size());
        for (Account account : changed) {
            account.changed = false;
            replies.add(new Reply<>(new Caller(account.attachment, 0), account.told()));
            account.toBeAsked = false;
        }
        changed.clear();
        return replies;
    }
}
