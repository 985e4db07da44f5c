package io.fivenines.gateway.decode.protocol.jt808;

import io.fivenines.gateway.decode.Frame;
import io.fivenines.gateway.decode.Sink;
import io.fivenines.gateway.telemetry.Param;

/**
 * A driver's card put in (status 1) or taken out (2):
 *
 * <pre>
 * +--------+------+--------+-----------+----------------+-------------+----------+---------------+
 * | status | time | result | name      | certificate 20 | issuer      | valid to | identity card |
 * | u8     | BCD6 | u8     | u8 + text | text           | u8 + text   | BCD4     | 20, 2019      |
 * +--------+------+--------+-----------+----------------+-------------+----------+---------------+
 * </pre>
 *
 * Nothing follows the time where it was taken out.
 */
final class DriverCard {
    private static final Param STATUS = Param.named("jt808.card.status");
    private static final Param RESULT = Param.named("jt808.card.result");
    private static final Param NAME = Param.named("driver.name");
    private static final Param CERTIFICATE = Param.named("driver.license");
    private static final Param ISSUER = Param.named("jt808.card.issuer");
    private static final Param VALID_TO = Param.named("jt808.card.valid.to");
    private static final Param IDENTITY = Param.named("driver.id");

    private DriverCard() {}

    static void put(Header header, Frame body, Sink out) {
        if (body.remaining() < 1 + Clock.LENGTH) {
            Blob.put(header, body, out);
            return;
        }
        int status = body.u8();
        out.message(Clock.ms(body)).put(STATUS, (long) status);
        if (body.remaining() < 1) {
            return;
        }
        out.put(RESULT, (long) body.u8());
        counted(body, NAME, out);
        Chars.put(body, Math.min(20, body.remaining()), CERTIFICATE, out);
        counted(body, ISSUER, out);
        if (body.remaining() >= 4) {
            out.put(VALID_TO, body.hexText(4));
        }
        Chars.put(body, Math.min(20, body.remaining()), IDENTITY, out);
    }

    private static void counted(Frame body, Param param, Sink out) {
        if (body.remaining() > 0) {
            Chars.put(body, Math.min(body.u8(), body.remaining()), param, out);
        }
    }
}
