package io.fivenines.benchmarks.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fivenines.benchmarks.wire.TrackerWire;
import io.fivenines.benchmarks.wire.Trail;
import io.fivenines.benchmarks.wire.Wires;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class ReplyOrderTest {
    private static final String SOCKET = "5<TCPv6:[[::ffff:127.0.0.1]:5027->[::ffff:127.0.0.1]:40000]>";
    private static final String SEGMENT = "6<" + escaped("/tmp/journal/0.log") + ">";
    private static final String OTHER_SEGMENT = "7<" + escaped("/tmp/journal/1.log") + ">";
    private static final String IDENT = "350000010000001";

    private final TrackerWire wire = Wires.named("teltonika");
    private final List<String> lines = new ArrayList<>();

    ReplyOrderTest() {
        String login = bytes(out -> wire.login(out, IDENT));
        lines.add("71 recvfrom(" + SOCKET + ", " + login + ", 2048, 0, NULL, NULL) = 17");
        lines.add("71 sendto(" + SOCKET + ", \"\\x01\", 1, 0, NULL, 0) = 1");
    }

    @Test
    void shouldPassOverDevicesPipesAndWhatHasNoName() {
        lines.add("70 read(9<" + escaped("/dev/urandom") + "<char 1:9>>, \"\\xaa\", 1) = 1");
        lines.add("70 write(10<anon_inode:[eventfd]>, \"\\x01\", 1) = 1");
        lines.add("70 write(11<pipe:[7]>, \"\\x01\", 1) = -1 EPIPE (Broken pipe)");
        lines.add("70 --- SIGPIPE {si_signo=SIGPIPE} ---");
        lines.add("70 read(-1, 0x7f, 8) = -1 EBADF (Bad file descriptor)");

        assertThat(Strace.calls(lines)).extracting(SystemCall::file).contains("/dev/urandom", "pipe:[7]");
    }

    @Test
    void shouldHoldWhenTheSyncReturnsBeforeTheReplyLeaves() {
        receive(0, 1);
        write(SEGMENT, 0);
        sync(SEGMENT);
        reply(1);

        assertThat(findings()).isEqualTo(new ReplyOrder.Findings(1, 1, 1, 1, 0, 0, 0));
        assertThat(findings().hold()).isTrue();
    }

    @Test
    void shouldFindAReplyBeforeTheSync() {
        receive(0, 1);
        write(SEGMENT, 0);
        reply(1);
        sync(SEGMENT);

        assertThat(findings().early()).isEqualTo(1);
        assertThat(findings().hold()).isFalse();
    }

    @Test
    void shouldFindAReplyThatLeavesWhileTheSyncIsStillOut() {
        receive(0, 1);
        write(SEGMENT, 0);
        lines.add("72 fdatasync(" + SEGMENT + " <unfinished ...>");
        lines.add("71 sendto(" + SOCKET + ", \"\\x00\\x00\\x00\\x01\", 4, 0, NULL, 0 <unfinished ...>");
        lines.add("72 <... fdatasync resumed>) = 0");
        lines.add("71 <... sendto resumed>) = 4");

        assertThat(findings().early()).isEqualTo(1);
    }

    @Test
    void shouldHoldWhenCallsOfOtherThreadsComeBetween() {
        String packet = bytes(out -> wire.records(out, new Trail(0), 0, 1));
        lines.add("71 recvfrom(" + SOCKET + ",  <unfinished ...>");
        lines.add("72 fdatasync(" + OTHER_SEGMENT + ") = 0");
        lines.add("71 <... recvfrom resumed>" + packet + ", 2048, 0, NULL, NULL) = " + packet.length() / 4);
        write(SEGMENT, 0);
        lines.add("72 fdatasync(" + SEGMENT + " <unfinished ...>");
        lines.add("73 +++ exited with 0 +++");
        lines.add("72 <... fdatasync resumed>)           = 0");
        reply(1);

        assertThat(findings()).isEqualTo(new ReplyOrder.Findings(1, 1, 1, 2, 0, 0, 0));
    }

    @Test
    void shouldNotTakeTheSyncOfAnotherFileNorAnEarlierOneNorAFailedOne() {
        receive(0, 1);
        lines.add("72 fdatasync(" + SEGMENT + " <unfinished ...>");
        lines.add("73 pwrite64(" + SEGMENT + ", " + entry(0) + ", 36, 0) = 36");
        lines.add("72 <... fdatasync resumed>) = 0");
        sync(OTHER_SEGMENT);
        lines.add("72 fdatasync(" + SEGMENT + ") = -1 ENOSPC (No space left on device)");
        reply(1);

        assertThat(findings().early()).isEqualTo(1);
    }

    @Test
    void shouldFindARecordThatWasNeverWritten() {
        receive(0, 2);
        write(SEGMENT, 0);
        sync(SEGMENT);
        reply(2);

        assertThat(findings().unwritten()).isEqualTo(1);
        assertThat(findings().hold()).isFalse();
    }

    @Test
    void shouldFindAReplyNobodyAskedFor() {
        reply(1);

        assertThat(findings().unasked()).isEqualTo(1);
        assertThat(findings().hold()).isFalse();
    }

    @Test
    void shouldProveNothingFromAnEmptyTrace() {
        assertThat(findings().hold()).isFalse();
    }

    @Test
    void shouldTakeSeveralRepliesInOneSendEachForItsOwnPacket() {
        receive(0, 1);
        receive(1, 1);
        write(SEGMENT, 0);
        sync(SEGMENT);
        write(SEGMENT, 1);
        lines.add("71 writev(" + SOCKET + ", [{iov_base=\"\\x00\\x00\\x00\\x01\", iov_len=4}, "
                + "{iov_base=\"\\x00\\x00\\x00\\x01\", iov_len=4}], 2) = 8");
        sync(SEGMENT);

        assertThat(findings()).isEqualTo(new ReplyOrder.Findings(1, 2, 2, 2, 1, 0, 0));
    }

    @Test
    void shouldBeFoundOutWhenDoctored() {
        receive(0, 1);
        write(SEGMENT, 0);
        sync(SEGMENT);
        reply(1);
        ReplyOrder order = new ReplyOrder(5027, "/tmp/journal");

        assertThat(order.check(order.doctored(Strace.calls(lines))).early()).isEqualTo(1);
    }

    @Test
    void shouldRefuseATraceThatWasCutShort() {
        lines.add("71 sendto(" + SOCKET + ", \"\\x00\\x00\"..., 4, 0, NULL, 0) = 4");

        assertThatThrownBy(this::findings).hasMessageContaining("expected all of it");
    }

    private ReplyOrder.Findings findings() {
        return new ReplyOrder(5027, "/tmp/journal").check(Strace.calls(lines));
    }

    private void receive(int first, int count) {
        String packet = bytes(out -> wire.records(out, new Trail(0), first, count));
        lines.add("71 read(" + SOCKET + ", " + packet + ", 2048) = " + (packet.length() - 2) / 4);
    }

    private void write(String file, int sequence) {
        lines.add("72 pwrite64(" + file + ", " + entry(sequence) + ", 36, 4096) = 36");
    }

    private void sync(String file) {
        lines.add("72 fdatasync(" + file + ") = 0");
    }

    private void reply(int records) {
        lines.add("71 sendto(" + SOCKET + ", \"\\x00\\x00\\x00\\x0" + records + "\", 4, 0, NULL, 0) = 4");
    }

    /** Any bytes, the time, any bytes, the ident. */
    private static String entry(int sequence) {
        return bytes(out -> out.writeInt(77)
                .writeLong(Trail.timeMs(sequence))
                .writeInt(15 << 24)
                .writeCharSequence(IDENT, StandardCharsets.US_ASCII));
    }

    private static String bytes(Consumer<ByteBuf> writer) {
        ByteBuf out = Unpooled.buffer();
        writer.accept(out);
        return '"' + ByteBufUtil.hexDump(out).replaceAll("..", "\\\\x$0") + '"';
    }

    private static String escaped(String text) {
        return ByteBufUtil.hexDump(text.getBytes(StandardCharsets.US_ASCII)).replaceAll("..", "\\\\x$0");
    }
}
