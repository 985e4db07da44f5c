package io.fivenines.gateway.connection;

import io.fivenines.gateway.decode.Codec;
import io.fivenines.gateway.decode.Cutter;
import io.fivenines.gateway.decode.Frame;
import io.fivenines.gateway.decode.Framing;
import io.fivenines.gateway.decode.Lock;
import io.fivenines.gateway.decode.Protocol;
import io.fivenines.gateway.telemetry.Ident;
import io.fivenines.gateway.telemetry.Order;
import io.fivenines.gateway.telemetry.Origin;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.Set;

/**
 * One tracker on one socket. Everything happens on its event loop; what it shares with the loop's other connections is
 * in the {@link Lane}, so that an idle one costs little. Reading stops while any reason for a pause stands:
 *
 * <pre>
 * SPACE    the journal has no room          -> until it has
 * HELD     too many replies wait for it     -> until half of them are sent
 * SLOW     the tracker does not read replies -> until it does
 * CLOSING  the last replies are under way    -> for ever
 * </pre>
 */
public final class Connection extends ChannelInboundHandlerAdapter implements Sender, Courier, Cutter.Taker {
    static final int PAUSED_SPACE = 1;
    static final int PAUSED_HELD = 2;
    static final int PAUSED_SLOW = 4;
    static final int PAUSED_CLOSING = 8;

    private static final byte[] NOTHING = {};

    Connection older;
    Connection younger;
    IdleList idleList;
    long lastReadMs;
    /** Replies that wait for the journal. */
    int held;
    /** Where it comes from, once it is let in. */
    InetAddress guest;

    private final Lane lane;
    private final Lock lock;
    private Entrance entrance;
    private Codec codec;
    private Origin origin;
    private ChannelHandlerContext context;
    private Ident ident;
    private byte[] rest = NOTHING;
    private int pauses;
    private int rejects;
    private CloseReason closing;
    private TrafficListener watcher;
    private long connectedAtMs;
    private long records;

    /** Made by {@link Lane#connection}. */
    Connection(Lane lane, Entrance entrance) {
        this.lane = lane;
        this.entrance = entrance;
        this.lock = Padlock.of(this, lane, entrance.secrets());
        this.codec = entrance.protocol().codec().apply(this);
        this.origin = entrance.origin();
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        context = ctx;
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        connectedAtMs = lane.nowMs();
        lane.opened(this);
        if (!entrance.proxied() && ctx.channel().remoteAddress() instanceof InetSocketAddress remote) {
            enter(remote);
        }
    }

    /** The peer as the socket or a trusted proxy names it. */
    private void enter(InetSocketAddress remote) {
        origin = entrance.origin().from(remote.getAddress().getAddress(), remote.getPort());
        if (lane.doorman().admits(remote.getAddress()) && entrance.guests().enter(remote.getAddress())) {
            guest = remote.getAddress();
        } else {
            close(CloseReason.REFUSED);
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (entrance.proxied() && guest == null && event instanceof InetSocketAddress remote) {
            enter(remote);
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ByteBuf in = (ByteBuf) message;
        try {
            lane.received(this, in);
        } finally {
            in.release();
        }
    }

    /** Bytes that came before and are no whole frame yet. */
    byte[] rest() {
        return rest;
    }

    void keep(byte[] bytes, int from, int to) {
        rest = from == to ? NOTHING : Arrays.copyOfRange(bytes, from, to);
    }

    @Override
    public boolean take(Frame frame) {
        return pauses == 0 && lane.take(this, frame);
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (ctx.channel().isWritable()) {
            resume(PAUSED_SLOW);
        } else {
            pause(PAUSED_SLOW);
        }
    }

    void pause(int reason) {
        pauses |= reason;
        context.channel().config().setAutoRead(false);
    }

    /** Takes a reason to pause away; with the last one gone, what is left over is dealt with and reading goes on. */
    void resume(int reason) {
        boolean last = pauses == reason;
        pauses &= ~reason;
        if (last && context.channel().isActive()) {
            goOn();
            if (pauses == 0) {
                context.channel().config().setAutoRead(true);
            }
        }
    }

    /** Deals with what is left over. Throws nothing: the lane has others to look after. */
    private void goOn() {
        try {
            lane.received(this, Unpooled.EMPTY_BUFFER);
        } catch (RuntimeException | Error e) {
            exceptionCaught(context, e);
        }
    }

    boolean paused() {
        return pauses != 0;
    }

    boolean paused(int reason) {
        return (pauses & reason) != 0;
    }

    /** Puts a reply on its way; {@link #flush} sends it. */
    void write(byte[] bytes, int from, int length) {
        if (!context.channel().isActive()) {
            return;
        }
        if (watcher != null) {
            watcher.sent(Arrays.copyOfRange(bytes, from, from + length));
        }
        ByteBuf out = context.alloc().ioBuffer(length);
        context.write(out.writeBytes(bytes, from, length), context.voidPromise());
    }

    @Override
    public boolean awaitsAnswer() {
        return ident != null && lane.registry().awaitsAnswer(ident);
    }

    @Override
    public void deliver(Ident addressee, Order order, Receipt receipt) {
        new Delivery(this, context, addressee, order, receipt).start();
    }

    /** Whether there is nothing more to be sent but what is owed. */
    boolean ends() {
        return closing != null || !context.channel().isActive();
    }

    void flush() {
        context.flush();
        if (closing != null && held == 0) {
            closeNow();
        }
    }

    /** Whether nothing is half received and nothing owed, so that closing it now costs the tracker least. */
    boolean betweenFrames() {
        return closing == null && rest.length == 0 && held == 0;
    }

    boolean closing() {
        return closing != null;
    }

    /** Closes after the last reply that is owed. Any thread. */
    public void close(CloseReason reason) {
        if (!context.executor().inEventLoop()) {
            context.executor().execute(() -> close(reason));
            return;
        }
        if (closing != null) {
            return;
        }
        closing = reason;
        pause(PAUSED_CLOSING);
        if (held == 0) {
            closeNow();
        }
    }

    /** Closes, at once if the tracker does not take what it is owed. */
    void end(CloseReason reason) {
        boolean stuck = closing != null || paused(PAUSED_SLOW);
        close(reason);
        if (stuck) {
            context.close();
        }
    }

    private void closeNow() {
        context.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        if (pauses != 0 && (pauses & (PAUSED_SPACE | PAUSED_CLOSING)) == 0) {
            // It sent more than could be answered at once and left: many a protocol has no answers to wait for.
            pauses = 0;
            goOn();
        }
        if (ident != null) {
            lane.registry().unbind(ident, this);
        }
        if (guest != null) {
            entrance.guests().leave(guest);
        }
        closing = closing == null ? CloseReason.PEER : closing;
        rest = NOTHING;
        lane.closed(this, closing);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        CloseReason reason = Mishap.of(this, cause);
        closing = closing == null ? reason : closing;
        pause(PAUSED_CLOSING);
        ctx.close();
    }

    @Override
    public boolean identify(CharSequence text) {
        if (ident != null && ident.is(text)) {
            return true;
        }
        Ident given = Ident.of(text);
        if (given == null || !lane.reception().admits(this, given)) {
            return false;
        }
        if (ident != null) {
            lane.registry().unbind(ident, this);
        }
        ident = given;
        lane.identified(this);
        return true;
    }

    @Override
    public boolean identified() {
        return ident != null;
    }

    @Override
    public CharSequence ident() {
        return ident == null ? "" : ident;
    }

    @Override
    public Lock lock() {
        return lock;
    }

    @Override
    public long nowMs() {
        return lane.nowMs();
    }

    @Override
    public Framing become(Protocol protocol) {
        Entrance kind = entrance.of(protocol);
        entrance.vitals().left();
        kind.vitals().recognised();
        entrance = kind;
        origin = origin.by(kind.origin());
        codec = protocol.codec().apply(this);
        return framing();
    }

    @Override
    public void unrecognised(Frame opening) {
        lane.unrecognised(this, opening);
        close(CloseReason.UNRECOGNISED);
    }

    @Override
    public Ident sender() {
        return ident;
    }

    @Override
    public Origin origin() {
        return origin;
    }

    Codec codec() {
        return codec;
    }

    Framing framing() {
        return codec.framing(entrance.protocol().framing());
    }

    Entrance entrance() {
        return entrance;
    }

    @Override
    public String protocol() {
        return entrance.protocol().name();
    }

    /** The listener's name. */
    public String channel() {
        return entrance.name();
    }

    /** Whether the tracker called one of these addresses. */
    boolean isAt(Set<InetAddress> addresses) {
        return context.channel().localAddress() instanceof InetSocketAddress at && addresses.contains(at.getAddress());
    }

    /** Address and port of the tracker. */
    public String peer() {
        return origin.peer();
    }

    public long connectedAtMs() {
        return connectedAtMs;
    }

    public long lastReadMs() {
        return lastReadMs;
    }

    /** Records made durable or on their way to it. */
    public long recordsAccepted() {
        return records;
    }

    void accepted(int messages) {
        rejects = 0;
        records += messages;
    }

    /** Counts a frame that was not accepted; returns how many in a row. */
    int rejected() {
        return ++rejects;
    }

    TrafficListener watcher() {
        return watcher;
    }

    void watchedBy(TrafficListener listener) {
        if (context.executor().inEventLoop()) {
            watcher = listener;
        } else {
            context.executor().execute(() -> watcher = listener);
        }
    }
}
