package io.fivenines.coordinator.uptime.probe.wire;

import java.io.IOException;
import java.util.List;

/** One protocol as its trackers speak it. What comes back other than expected is an exception that says what did. */
public interface Wire {
    /** As listeners and configurations call it. */
    String protocol();

    int usualPort();

    /** Whether an ident is an IMEI; else it may be a name. */
    boolean isNumbered();

    /** Says who it is, and has that accepted. */
    void login(Line line, String ident) throws IOException;

    /** What is answered to a command that an earlier round was not there for any more. */
    String LATE = "late";

    /** Sends records, and has every one acknowledged; a command that comes before that is obeyed. */
    void report(Line line, List<Fix> fixes) throws IOException;

    /** Waits for a command, does as told, and says so; what it was told. */
    String obey(Line line, String reply) throws IOException;

    /** What the API then says the tracker replied. */
    String shown(String reply);

    /** All there are. */
    List<Wire> ALL = List.of(new TeltonikaWire(), new WialonWire(), new Gt06Wire());
}
