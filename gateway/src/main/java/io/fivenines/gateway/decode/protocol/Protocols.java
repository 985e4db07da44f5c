package io.fivenines.gateway.decode.protocol;

import io.fivenines.gateway.decode.Auto;
import io.fivenines.gateway.decode.Protocol;
import io.fivenines.gateway.decode.protocol.atrack.Atrack;
import io.fivenines.gateway.decode.protocol.castel.Castel;
import io.fivenines.gateway.decode.protocol.eelink.Eelink;
import io.fivenines.gateway.decode.protocol.egts.Egts;
import io.fivenines.gateway.decode.protocol.galileo.Galileo;
import io.fivenines.gateway.decode.protocol.gl200.Gl200;
import io.fivenines.gateway.decode.protocol.gps103.Gps103;
import io.fivenines.gateway.decode.protocol.gt06.Gt06;
import io.fivenines.gateway.decode.protocol.h02.H02;
import io.fivenines.gateway.decode.protocol.jt600.Jt600;
import io.fivenines.gateway.decode.protocol.jt808.Jt808;
import io.fivenines.gateway.decode.protocol.meiligao.Meiligao;
import io.fivenines.gateway.decode.protocol.meitrack.Meitrack;
import io.fivenines.gateway.decode.protocol.navis.Navis;
import io.fivenines.gateway.decode.protocol.ruptela.Ruptela;
import io.fivenines.gateway.decode.protocol.suntech.Suntech;
import io.fivenines.gateway.decode.protocol.t55.T55;
import io.fivenines.gateway.decode.protocol.t800x.T800x;
import io.fivenines.gateway.decode.protocol.teltonika.Teltonika;
import io.fivenines.gateway.decode.protocol.tk103.Tk103;
import io.fivenines.gateway.decode.protocol.totem.Totem;
import io.fivenines.gateway.decode.protocol.watch.Watch;
import io.fivenines.gateway.decode.protocol.wialon.Wialon;
import java.util.List;
import java.util.stream.Stream;

/** Every protocol, one line each, by name. */
public final class Protocols {
    public static final List<Protocol> ALL = List.of(
            //
            Atrack.PROTOCOL,
            Castel.PROTOCOL,
            Eelink.PROTOCOL,
            Egts.PROTOCOL,
            FiveninesJson.PROTOCOL,
            Galileo.PROTOCOL,
            Gl200.PROTOCOL,
            Gps103.PROTOCOL,
            Gt06.PROTOCOL,
            H02.PROTOCOL,
            Jt600.PROTOCOL,
            Jt808.PROTOCOL,
            Meiligao.PROTOCOL,
            Meitrack.PROTOCOL,
            Navis.PROTOCOL,
            Ruptela.PROTOCOL,
            Suntech.PROTOCOL,
            T55.PROTOCOL,
            T800x.PROTOCOL,
            Teltonika.PROTOCOL,
            Tk103.PROTOCOL,
            Totem.PROTOCOL,
            Watch.PROTOCOL,
            Wialon.PROTOCOL,
            Xexun.PROTOCOL);

    /** Any of them, told by how a connection opens. */
    public static final Protocol AUTO = Auto.among(ALL);

    /** What a listener may be for. */
    public static final List<Protocol> OFFERED =
            Stream.concat(Stream.of(AUTO), ALL.stream()).toList();

    private Protocols() {}

    /** The protocol of that name, {@code auto} among them, or null. */
    public static Protocol named(String name) {
        for (Protocol protocol : OFFERED) {
            if (protocol.name().equals(name)) {
                return protocol;
            }
        }
        return null;
    }
}
