package io.fivenines.gateway.connection;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.EventExecutor;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The lane of each event loop of a node. */
public final class Lanes {
    private static final int STEP_MS = 10;

    private final Map<EventLoop, Lane> lanes = new HashMap<>();

    public Lanes(EventLoopGroup loops, Room room) {
        Rejections rejections = new Rejections(room.clock());
        for (EventExecutor executor : loops) {
            EventLoop loop = (EventLoop) executor;
            lanes.put(loop, new Lane(loop, room, rejections));
        }
    }

    public Lane of(EventLoop loop) {
        return lanes.get(loop);
    }

    /**
     * Closes every connection after the last reply it is owed.
     *
     * @return false if some were not done within that time, because the journal or a tracker was too slow
     */
    public boolean close(CloseReason reason, long timeoutMs) throws InterruptedException {
        CountDownLatch done = new CountDownLatch(lanes.size());
        lanes.forEach((loop, lane) -> loop.execute(() -> {
            lane.closeAll(reason);
            await(loop, lane, done);
        }));
        return done.await(timeoutMs, TimeUnit.MILLISECONDS);
    }

    /** Has up to so many connections closed, of those that are between two frames now and owed nothing. Any thread. */
    public void closeIdle(CloseReason reason, int count) {
        AtomicInteger budget = new AtomicInteger(count);
        lanes.forEach((loop, lane) -> loop.execute(() -> lane.closeIdle(reason, budget)));
    }

    /** Has up to so many connections closed, and those of them that are closing ended without what they are owed. */
    public void end(CloseReason reason, int count) {
        AtomicInteger budget = new AtomicInteger(count);
        lanes.forEach((loop, lane) -> loop.execute(() -> lane.end(reason, budget)));
    }

    private static void await(EventLoop loop, Lane lane, CountDownLatch done) {
        if (lane.isIdle()) {
            done.countDown();
        } else {
            loop.schedule(() -> await(loop, lane, done), STEP_MS, TimeUnit.MILLISECONDS);
        }
    }
}
