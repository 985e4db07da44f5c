package io.fivenines.coordinator.uptime.notify;

/** Who tells people now, as one coordinator sees it. */
public enum Teller {
    /** This coordinator. */
    SELF,
    /** Another one: this one does not lead, and is in contact with ZooKeeper. */
    OTHER,
    /** Perhaps nobody: this one is not in contact with ZooKeeper. */
    UNSURE
}
