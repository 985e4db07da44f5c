package io.fivenines.gateway.command;

/**
 * What becomes of commands that other nodes have to do with:
 *
 * <pre>
 * expired, unsent            its own node ends it, any other if that has not happened some seconds later
 * being sent, claimed        the node that has the claim sees to it
 * being sent, nobody's       a node died over it: nobody knows whether it was sent, so {@link IfGatewayDies} decides
 * finished, told by nobody   told by everyone else after a while, under the same message id
 * </pre>
 *
 * Where several nodes decide the same, the queue lets one of them be the first.
 */
final class Neighbours {
    /** The record of an attempt and its claim are heard of one after the other. */
    private static final long CLAIM_MS = 2_000;

    private static final long LATE_MS = 10_000;
    private static final long TOLD_MS = 60_000;

    private final CommandQueue queue;
    private final Mailboxes mailboxes;
    private final Book book;

    Neighbours(CommandQueue queue, Mailboxes mailboxes, Book book) {
        this.queue = queue;
        this.mailboxes = mailboxes;
        this.book = book;
    }

    /** It stands so now, whatever this node thought. */
    void changed(Errand errand, long nowMs) {
        Mailbox box = mailboxes.find(errand.ident());
        Errand before = box == null ? null : box.find(errand.id());
        boolean open = before != null && !before.state().isFinished();
        if (errand.state().isFinished()) {
            take(box, open, errand);
            book.waiters().tell(errand);
            if (!errand.progress().announced()) {
                book.remind(nowMs + TOLD_MS, errand);
            }
            return;
        }
        if (before == null) {
            book.begin(errand, LATE_MS);
        } else if (open) {
            box.put(errand);
        } else {
            mailboxes.begin(errand);
        }
        if (before != null && !queue.isOwn(errand.id())) {
            box.letGo(errand.id());
        }
        if (errand.state() == State.SENDING) {
            book.waiters().tellTried(errand);
            book.remind(nowMs + CLAIM_MS, errand);
        }
    }

    /** What is forgotten for it here, the node that finished it has dropped. */
    private void take(Mailbox box, boolean open, Errand errand) {
        if (open) {
            mailboxes.end(box, errand);
        } else {
            mailboxes.keep(errand);
        }
    }

    /** Whether it is being sent, but not by this node. */
    boolean minds(Mailbox box, Errand errand) {
        return queue.isShared() && errand.state() == State.SENDING && !box.isTaken(errand.id());
    }

    void due(Mailbox box, Errand errand, long nowMs) {
        if (errand.state().isFinished()) {
            if (queue.isShared()
                    && !errand.progress().announced()
                    && nowMs >= errand.progress().atMs() + TOLD_MS) {
                book.tell(errand);
            }
        } else if (!queue.isClaimed(errand.id())) {
            book.orphaned(box, errand, nowMs);
        }
    }
}
