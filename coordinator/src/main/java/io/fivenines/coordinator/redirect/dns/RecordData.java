package io.fivenines.coordinator.redirect.dns;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;
import java.net.InetAddress;

/** What a record says. */
sealed interface RecordData {
    int type();

    void writeTo(ByteBuf out);

    /** Where a host is: A or AAAA. */
    record Address(InetAddress ip) implements RecordData {
        @Override
        public int type() {
            return ip.getAddress().length == 4 ? RecordType.A : RecordType.AAAA;
        }

        @Override
        public void writeTo(ByteBuf out) {
            out.writeBytes(ip.getAddress());
        }
    }

    /** Who answers for the zone. */
    record NameServer(DomainName host) implements RecordData {
        @Override
        public int type() {
            return RecordType.NS;
        }

        @Override
        public void writeTo(ByteBuf out) {
            host.writeTo(out);
        }
    }

    /**
     * The zone's head. The times for secondaries are as RFC 1912 recommends; this server refuses transfers.
     *
     * @param negativeTtlSeconds for how long a resolver may remember that something is not there
     */
    record Authority(DomainName primary, DomainName contact, int serial, int negativeTtlSeconds) implements RecordData {
        private static final int REFRESH_SECONDS = 1200;
        private static final int RETRY_SECONDS = 180;
        private static final int EXPIRE_SECONDS = 1_209_600;

        @Override
        public int type() {
            return RecordType.SOA;
        }

        @Override
        public void writeTo(ByteBuf out) {
            primary.writeTo(out);
            contact.writeTo(out);
            out.writeInt(serial);
            out.writeInt(REFRESH_SECONDS);
            out.writeInt(RETRY_SECONDS);
            out.writeInt(EXPIRE_SECONDS);
            out.writeInt(negativeTtlSeconds);
        }
    }

    /** The answer to ANY: that there is none worth amplifying, RFC 8482. */
    record Refusal() implements RecordData {
        private static final String WHY = "RFC8482";

        @Override
        public int type() {
            return RecordType.HINFO;
        }

        @Override
        public void writeTo(ByteBuf out) {
            out.writeByte(WHY.length());
            out.writeCharSequence(WHY, US_ASCII);
            out.writeByte(0);
        }
    }
}
